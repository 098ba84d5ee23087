import type { IConstruct } from 'constructs';
import { addressRange, parseCidr } from '../../src/model/index.ts';
import type { SpeakingCluster } from './bgp.ts';
import { declare } from './declare.ts';

export interface ClaimingCluster extends SpeakingCluster, IConstruct {
  readonly serviceCidr: string;
}

/** Tells the checks which networks and addresses a K3s cluster uses, and which CRDs it has before Flux starts. */
export function claimCluster(cluster: ClaimingCluster): void {
  const { name, endpoint, cni } = cluster;
  for (const [use, cidr] of [
    ['pods', cluster.podCidr],
    ['services', cluster.serviceCidr],
  ] as const) {
    declare(cluster, { type: 'network', use, cidr: parseCidr(cidr), label: `${use} of ${name}` });
  }
  declare(cluster, {
    type: 'address',
    use: 'vip',
    segment: endpoint.segment,
    range: addressRange(endpoint),
    label: `API of ${name}`,
  });
  if (cni.loadBalancers !== undefined) {
    const { segment, range } = cni.loadBalancers;
    declare(cluster, {
      type: 'address',
      use: 'loadBalancer',
      segment,
      range,
      label: `load balancers of ${name}`,
    });
  }
  declare(cluster, {
    type: 'crds',
    crds: ['*.helm.cattle.io', '*.k3s.cattle.io'],
    by: { group: '', kind: 'Namespace', name: 'kube-system' },
    provenance: 'bootstrap',
  });
}
