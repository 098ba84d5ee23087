import { cidrsOf, formatCidr } from '../../src/model/index.ts';
import type { Address, AddressRange, BgpSpeaker, PrefixFilter } from '../../src/model/index.ts';
import { POD_MASK } from './nested-cluster.ts';
import type { Cilium } from './nested-cluster.ts';
import { addressOn } from './router-handle.ts';

export interface SpeakingCluster {
  readonly name: string;
  readonly endpoint: Address;
  readonly podCidr: string;
  readonly cni: Cilium;
}

/** The nodes' end of a cluster's BGP sessions, as Cilium is configured; undefined when it does not speak BGP. */
export function clusterSpeaker(cluster: SpeakingCluster, maxNodes: number): BgpSpeaker | undefined {
  const { name, cni, endpoint } = cluster;
  if (cni.asn === undefined) return undefined;
  const { segment } = endpoint;
  const originates = clusterPrefixes(cluster);
  return {
    type: 'bgp',
    name,
    asn: cni.asn,
    addresses: [segment.network],
    nodes: maxNodes,
    sessions: (cni.peers ?? []).map((peer) => ({
      peer: peer.name,
      peerAsn: peer.asn,
      peerAddress: addressOn(peer, segment.name)?.text,
      announces: originates,
    })),
    originates,
  };
}

/** What a cluster announces: every load-balancer address by itself, and each node's share of the pod network. */
export function clusterPrefixes(cluster: Pick<SpeakingCluster, 'cni' | 'podCidr'>): readonly PrefixFilter[] {
  const pods =
    cluster.cni.announcePods === false ? [] : [{ cidr: cluster.podCidr, ge: POD_MASK, le: POD_MASK }];
  return [...vipFilters(cluster.cni.loadBalancers), ...pods];
}

/** A pool of VIPs as the smallest list of networks, each allowing only its single addresses. */
export function vipFilters(pool: AddressRange | undefined): readonly PrefixFilter[] {
  if (pool === undefined) return [];
  const host = pool.range.version === 4 ? 32 : 128;
  return cidrsOf(pool.range).map((cidr) => ({ cidr: formatCidr(cidr), ge: host, le: host }));
}
