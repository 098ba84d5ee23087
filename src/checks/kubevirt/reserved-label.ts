import { at } from '../../model/index.ts';
import { found, shown } from '../object-rule.ts';
import type { Rule } from '../rule.ts';
import { machinesOf } from './machines.ts';

const RESERVED = [
  'created-by',
  'migrationJobUID',
  'nodeName',
  'migrationTargetNodeName',
  'schedulable',
  'install-strategy',
];

/** Labels that only KubeVirt sets. */
export const kubevirtReservedLabel: Rule = {
  code: 'kubevirt/reserved-label',
  title: "machines carry none of KubeVirt's own labels",
  why: `The KubeVirt 1.9 validating webhook refuses machines with ${RESERVED.map((name) => `kubevirt.io/${name}`).join(', ')}: its controllers find their pods by them.`,
  *validate(repository) {
    for (const { object, metadata, metadataPath } of machinesOf(repository)) {
      for (const name of RESERVED) {
        const label = `kubevirt.io/${name}`;
        const value = at(metadata, 'labels', label);
        if (value === undefined) continue;
        yield found(kubevirtReservedLabel.code, object, {
          field: `${metadataPath}.labels["${label}"]`,
          message: 'the label belongs to KubeVirt',
          got: `${label}: ${shown(value)}`,
          expected: 'a label of your own',
          fix: 'remove the label',
        });
      }
    }
  },
};
