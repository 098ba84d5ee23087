import { addressRange } from '../../src/model/index.ts';
import type { BgpSpeaker } from '../../src/model/index.ts';
import { clusterPrefixes } from '../cluster/bgp.ts';
import type { SpeakingCluster } from '../cluster/bgp.ts';

/**
 * The ends of the routers that a cluster's nodes peer with, as the host files describe them: they wait for
 * every node of the segment, accept what the cluster announces and nothing else. Routers that are VMs of the site declare
 * their own ends; this is for physical ones.
 */
export function upstreamEnds(cluster: SpeakingCluster, maxNodes: number): readonly BgpSpeaker[] {
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
