import { at } from '../../model/index.ts';
import type { Json } from '../../model/index.ts';
import { selects } from '../label-selector.ts';
import { objectRule, shown } from '../object-rule.ts';

/** Where the labels of the replicas stand. */
const TEMPLATES: { readonly [kind: string]: string } = {
  VirtualMachineInstanceReplicaSet: 'template',
  VirtualMachinePool: 'virtualMachineTemplate',
};

/** A set finds its replicas. */
export const kubevirtSelector = objectRule(
  {
    code: 'kubevirt/selector',
    title: 'the selector of a replica set or pool matches the labels of its template',
    why: 'The KubeVirt 1.9 validating webhooks (vmirs-admitter, vmpool-admitter) refuse a set that would not find its own machines and would make new ones without end.',
  },
  [
    ['kubevirt.io', 'VirtualMachineInstanceReplicaSet'],
    ['pool.kubevirt.io', 'VirtualMachinePool'],
  ],
  function* ({ manifest, ref }) {
    const selector = at(manifest, 'spec', 'selector');
    const template = TEMPLATES[ref.kind] ?? '';
    const labels = at(manifest, 'spec', template, 'metadata', 'labels') as
      { readonly [key: string]: Json } | undefined;
    if (selects(selector, labels)) return;
    yield {
      field: 'spec.selector',
      message: 'the selector does not match the template',
      got: shown(selector),
      expected: `a selector for ${shown(labels ?? {})}`,
      fix: `use the labels of spec.${template}.metadata in matchLabels`,
    };
  },
);
