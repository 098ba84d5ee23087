import { textAt } from '../../model/index.ts';
import type { Repository } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { found } from '../object-rule.ts';
import type { Rule } from '../rule.ts';
import { NETWORK_GROUP, cniConfig, networksOfMachines } from './network-definition.ts';

/** Machines are plugged into bridges that the site plans. */
export const kubevirtUnknownBridge: Rule = {
  code: 'kubevirt/unknown-bridge',
  title: 'the bridge of a network for machines belongs to a segment',
  why: 'The bridge plugin makes a bridge that a node lacks without a word, and without an uplink: machines on it reach those of the same node only (containernetworking/plugins 1.9, bridge).',
  *validate(repository) {
    const bridges = segmentBridges(repository);
    // Without segments there is no plan to compare with.
    if (bridges.size === 0) return;
    const used = networksOfMachines(repository);
    for (const object of indexOf(repository).byKind(NETWORK_GROUP, 'NetworkAttachmentDefinition')) {
      const config = cniConfig(object);
      const bridge = textAt(config, 'type') === 'bridge' ? (textAt(config, 'bridge') ?? 'cni0') : undefined;
      if (bridge === undefined || bridges.has(bridge) || !used.has(`${object.cluster} ${object.id}`))
        continue;
      yield {
        severity: 'warning',
        ...found(kubevirtUnknownBridge.code, object, {
          field: 'spec.config',
          message: 'no segment has the bridge',
          got: bridge,
          expected: `one of ${[...bridges].join(', ')}`,
          fix: 'correct the name, or give the segment this bridge',
        }),
      };
    }
  },
};

function segmentBridges(repository: Repository): ReadonlySet<string> {
  const bridges = new Set<string>();
  for (const { fact } of repository.facts) {
    if ('segment' in fact && fact.segment.bridge !== undefined) bridges.add(fact.segment.bridge);
  }
  return bridges;
}
