import { at } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { releasesOf } from '../releases.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Where VMs run, Services are balanced packet by packet. */
export const ciliumSocketLb: Rule = {
  code: 'cilium/socket-lb',
  title: 'Cilium balances the traffic of VMs, too',
  why:
    'Cilium balances in the sockets of pods. The traffic of a VM never passes one, so ClusterIPs and load-balancer addresses ' +
    'fail inside VMs unless `socketLB.hostNamespaceOnly` leaves it to the network path (cilium issues 14563, 37669).',
  *validate(repository) {
    const index = indexOf(repository);
    for (const { object, values, partial } of releasesOf(repository, 'cilium')) {
      const setting = at(values, 'socketLB', 'hostNamespaceOnly');
      if (setting === true || (setting === undefined && partial)) continue;
      if (at(values, 'kubeProxyReplacement') !== true && at(values, 'socketLB', 'enabled') !== true) continue;
      if (index.byKind('kubevirt.io', 'KubeVirt', object.cluster).length === 0) continue;
      yield {
        code: ciliumSocketLb.code,
        message: 'Services would not be reachable from the VMs of this cluster',
        ...where(object),
        field: 'spec.values.socketLB.hostNamespaceOnly',
        got: setting === undefined ? 'the default, false' : JSON.stringify(setting),
        expected: 'true',
        fix: 'set socketLB.hostNamespaceOnly to true',
      };
    }
  },
};
