import { at } from '../../model/index.ts';
import type { EmittedObject } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** A node takes one BGP configuration. */
export const ciliumOneNodeConfig: Rule = {
  code: 'cilium/one-node-config',
  title: 'no two BGP configurations are for the same nodes',
  why:
    'When the node selectors of two CiliumBGPClusterConfig objects overlap, Cilium applies one of them and gives the other ' +
    'the condition ConflictingClusterConfig; the peers of that one never see the nodes.',
  *validate(repository) {
    const index = indexOf(repository);
    for (const { name } of repository.clusters) {
      const selectors = new Map<string, EmittedObject>();
      for (const object of index.byKind('cilium.io', 'CiliumBGPClusterConfig', name)) {
        const selector = JSON.stringify(at(object.manifest, 'spec', 'nodeSelector') ?? {});
        // Only what overlaps for certain: equal selectors, and one that takes every node.
        const other =
          selectors.get(selector) ??
          selectors.get('{}') ??
          (selector === '{}' ? first(selectors) : undefined);
        if (!selectors.has(selector)) selectors.set(selector, object);
        if (other === undefined) continue;
        yield {
          code: ciliumOneNodeConfig.code,
          message: `${other.ref.name} already configures the same nodes`,
          ...where(object),
          field: 'spec.nodeSelector',
          got: selector === '{}' ? 'every node' : selector,
          expected: 'nodes of its own',
          fix: 'put all peers into one CiliumBGPClusterConfig, or select different nodes',
        };
      }
    }
  },
};

function first(selectors: ReadonlyMap<string, EmittedObject>): EmittedObject | undefined {
  return [...selectors.values()][0];
}
