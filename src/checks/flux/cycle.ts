import { from } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Layers have an order. */
export const fluxCycle: Rule = {
  code: 'flux/cycle',
  title: 'layers do not wait for each other',
  why:
    'Flux never reports a cycle of dependsOn: each of the Kustomizations waits for the next, for ever, with "dependency not ' +
    'ready".',
  *validate(repository, { graph }) {
    for (const { cluster, path } of graph.cycles) {
      const layers = repository.clusters.find(({ name }) => name === cluster)?.layers ?? [];
      const first = layers.find(({ name }) => name === path[0]);
      yield {
        code: fluxCycle.code,
        message: `layers of ${cluster} wait for each other`,
        ...(first === undefined ? {} : from(first)),
        got: path.join(' waits for '),
        expected: 'an order in which every layer comes after all it needs',
        fix: 'move what one of these needs into a layer of its own',
      };
    }
  },
};
