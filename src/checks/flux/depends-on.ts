import { inventoryOf, listAt, textAt } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

const GROUP = 'kustomize.toolkit.fluxcd.io';

/** A Kustomization that a user emits depends on Kustomizations that are there. */
export const fluxDependsOn: Rule = {
  code: 'flux/depends-on',
  title: 'dependsOn of a Kustomization names Kustomizations of the same cluster',
  why:
    'A Kustomization with a dependency that does not exist waits for ever ("dependency not found"). Kustomizations depend on ' +
    'Kustomizations only, never on HelmReleases.',
  *validate(repository) {
    for (const object of indexOf(repository).byKind(GROUP, 'Kustomization')) {
      const inventory = inventoryOf(repository, object.cluster);
      const layers = repository.clusters.find(({ name }) => name === object.cluster)?.layers ?? [];
      for (const [i, dependency] of listAt(object.manifest, 'spec', 'dependsOn').entries()) {
        const name = textAt(dependency, 'name') ?? '';
        const namespace = textAt(dependency, 'namespace') ?? object.ref.namespace;
        const isLayer = namespace === 'flux-system' && layers.some((layer) => layer.name === name);
        const ref = { group: GROUP, kind: 'Kustomization', namespace, name };
        if (isLayer || inventory.emitted(ref) !== undefined || inventory.expected(ref)) continue;
        yield {
          code: fluxDependsOn.code,
          message: 'the Kustomization waits for one that is not there',
          ...where(object),
          field: `spec.dependsOn[${i}]`,
          got: `${namespace}/${name}`,
          expected: 'a layer of this cluster (namespace flux-system) or an emitted Kustomization',
          fix: 'correct the name, or remove the dependency',
        };
      }
    }
  },
};
