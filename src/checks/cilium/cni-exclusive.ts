import { at } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { releasesOf } from '../releases.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Beside Multus, Cilium leaves the other CNI configurations alone. */
export const ciliumCniExclusive: Rule = {
  code: 'cilium/cni-exclusive',
  title: 'Cilium shares the nodes with Multus',
  why:
    "With `cni.exclusive`, its default, Cilium renames Multus' configuration to `*.cilium_bak`; NetworkAttachmentDefinitions " +
    'are then ignored and VMs start without their bridged networks (multus-cni issue 1132).',
  *validate(repository) {
    const index = indexOf(repository);
    for (const { object, values, partial } of releasesOf(repository, 'cilium')) {
      const exclusive = at(values, 'cni', 'exclusive');
      if (exclusive === false || (exclusive === undefined && partial)) continue;
      if (index.byKind('k8s.cni.cncf.io', 'NetworkAttachmentDefinition', object.cluster).length === 0)
        continue;
      yield {
        code: ciliumCniExclusive.code,
        message: 'Cilium would disable Multus, which the cluster needs for its NetworkAttachmentDefinitions',
        ...where(object),
        field: 'spec.values.cni.exclusive',
        got: exclusive === undefined ? 'the default, true' : JSON.stringify(exclusive),
        expected: 'false',
        fix: 'set cni.exclusive to false',
      };
    }
  },
};
