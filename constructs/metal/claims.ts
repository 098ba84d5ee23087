import type { IConstruct } from 'constructs';
import { addressRange, parseCidr } from '../../src/model/index.ts';
import type { BgpSpeaker, MetalNode } from '../../src/model/index.ts';
import { clusterPrefixes, clusterSpeaker } from '../cluster/bgp.ts';
import type { SpeakingCluster } from '../cluster/bgp.ts';
import { declare } from '../cluster/declare.ts';

interface ClaimingCluster extends SpeakingCluster, IConstruct {
  readonly serviceCidr: string;
  readonly nodes: readonly MetalNode[];
}

/** Tells the checks which networks and addresses the cluster uses, and its machines. */
export function claimSite(cluster: ClaimingCluster): void {
  const { name, endpoint, cni, nodes } = cluster;
  const claims = [
    { use: 'pods', cidr: cluster.podCidr, label: `pods of ${name}` },
    { use: 'services', cidr: cluster.serviceCidr, label: `services of ${name}` },
    { use: 'masquerade', cidr: '10.0.2.0/24', label: `pod network as VMs of ${name} see it` },
  ] as const;
  for (const { use, cidr, label } of claims)
    declare(cluster, { type: 'network', use, cidr: parseCidr(cidr), label });
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
  declare(cluster, { type: 'metal-nodes', nodes });
  declare(cluster, {
    type: 'crds',
    crds: ['*.helm.cattle.io', '*.k3s.cattle.io'],
    by: { group: '', kind: 'Namespace', name: 'kube-system' },
    provenance: 'bootstrap',
  });
}

/** Declares both ends of the cluster's BGP sessions and returns the routers'. */
export function speak(cluster: ClaimingCluster): readonly BgpSpeaker[] {
  const speaker = clusterSpeaker(cluster, cluster.nodes.length);
  if (speaker === undefined) return [];
  declare(cluster, speaker);
  const routers = upstreamEnds(cluster, cluster.nodes.length);
  for (const router of routers) declare(cluster, router);
  return routers;
}

/**
 * The ends of the routers that a cluster's nodes peer with, as the host files describe them: they wait for
 * every node of the segment, accept what the cluster announces and nothing else. Routers that are VMs of the site declare
 * their own ends; this is for physical ones.
 */
function upstreamEnds(cluster: SpeakingCluster, maxNodes: number): readonly BgpSpeaker[] {
  const { name, cni, endpoint } = cluster;
  const { asn, peers = [] } = cni;
  if (asn === undefined) return [];
  return peers.map((peer) => ({
    type: 'bgp',
    name: peer.name,
    asn: peer.asn,
    addresses: peer.addresses.map(addressRange),
    nodes: 1,
    sessions: [
      {
        peer: name,
        peerAsn: asn,
        listen: endpoint.segment.cidr,
        listenLimit: maxNodes,
        accepts: clusterPrefixes(cluster),
      },
    ],
    originates: [],
  }));
}
