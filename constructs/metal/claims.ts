import { addressRange, parseCidr } from '../../src/model/index.ts';
import type { BgpSpeaker, MetalNode } from '../../src/model/index.ts';
import { clusterPrefixes, clusterSpeaker } from '../cluster/bgp.ts';
import type { SpeakingCluster } from '../cluster/bgp.ts';
import { claimCluster } from '../cluster/claims.ts';
import type { ClaimingCluster } from '../cluster/claims.ts';
import { declare } from '../cluster/declare.ts';

interface MetalSite extends ClaimingCluster {
  readonly nodes: readonly MetalNode[];
}

/** Tells the checks which networks and addresses the cluster uses, and its machines. */
export function claimSite(cluster: MetalSite): void {
  claimCluster(cluster);
  const label = `pod network as VMs of ${cluster.name} see it`;
  declare(cluster, { type: 'network', use: 'masquerade', cidr: parseCidr('10.0.2.0/24'), label });
  declare(cluster, { type: 'metal-nodes', nodes: cluster.nodes });
}

/** Declares both ends of the cluster's BGP sessions and returns the routers'. */
export function speak(cluster: MetalSite): readonly BgpSpeaker[] {
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
