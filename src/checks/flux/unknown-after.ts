import { from } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** A layer waits for layers that exist. */
export const fluxUnknownAfter: Rule = {
  code: 'flux/unknown-after',
  title: 'a layer waits for layers of its own cluster',
  why:
    'A Kustomization that depends on one which is not there never starts ("dependency not found"); Flux looks in its own ' +
    'cluster only, and a layer without objects is not emitted.',
  *validate(repository) {
    for (const { name: cluster, layers } of repository.clusters) {
      const names = new Set(layers.map(({ name }) => name));
      for (const layer of layers) {
        for (const name of layer.after) {
          if (names.has(name)) continue;
          yield {
            code: fluxUnknownAfter.code,
            message: `the layer ${layer.name} of ${cluster} waits for a layer that is not there`,
            ...from(layer),
            field: 'after',
            got: name,
            expected: `one of ${[...names].filter((other) => other !== layer.name).join(', ')}`,
            fix: 'name a layer of the same cluster that has objects, or remove it from after',
          };
        }
      }
    }
  },
};
