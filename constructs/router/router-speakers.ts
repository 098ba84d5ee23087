import { addressRange } from '../../src/model/index.ts';
import type { BgpSpeaker, PrefixFilter } from '../../src/model/index.ts';
import { vipFilters } from '../cluster/bgp.ts';
import { POD_MASK } from '../cluster/nested-cluster.ts';
import type { NestedCluster } from '../cluster/nested-cluster.ts';
import type { RouterNetworkProps } from './router-network-props.ts';
import { MAX_NODES, insideOf, upstreamAddress } from './router-plan.ts';

/** The router's end of every session, as `renderFrr` configures it. */
export function routerSpeaker(props: RouterNetworkProps): BgpSpeaker {
  const { router, clusters = [] } = props;
  return {
    type: 'bgp',
    name: router.name,
    asn: router.asn,
    addresses: router.addresses.map(addressRange),
    nodes: 1,
    sessions: [
      ...props.upstream.map((peer) => ({
        peer: peer.name,
        peerAsn: peer.asn,
        peerAddress: upstreamAddress(peer, props.outside).text,
        accepts: fromUpstream(props),
        announces: upwards(props),
      })),
      ...clusters.map((cluster) => ({
        peer: cluster.name,
        peerAsn: cluster.cni.asn ?? 0,
        listen: cluster.endpoint.segment.cidr,
        // One limit for all: FRR counts dynamic neighbours per instance.
        listenLimit: clusters.reduce((sum, { maxNodes }) => sum + (maxNodes ?? MAX_NODES), 0),
        accepts: [...vipFilters(cluster.cni.loadBalancers), ...pods(cluster)],
        announces: DEFAULT_ROUTES,
      })),
    ],
    originates: insideOf(props).map(({ segment }) => ({ cidr: segment.cidr })),
  };
}

/** The upstream routers' ends, as the RouterOS script sets them up. */
export function upstreamSpeakers(props: RouterNetworkProps): readonly BgpSpeaker[] {
  const { router, outside } = props;
  return props.upstream.map((peer) => ({
    type: 'bgp',
    name: peer.name,
    asn: peer.asn,
    addresses: peer.addresses.map(addressRange),
    nodes: 1,
    sessions: [
      {
        peer: router.name,
        peerAsn: router.asn,
        peerAddress: outside.text,
        accepts: upwards(props),
        announces: fromUpstream(props),
      },
    ],
    originates: fromUpstream(props),
  }));
}

const DEFAULT_ROUTES: readonly PrefixFilter[] = [{ cidr: '0.0.0.0/0' }, { cidr: '::/0' }];

function fromUpstream({ accept }: RouterNetworkProps): readonly PrefixFilter[] {
  return accept === undefined ? DEFAULT_ROUTES : accept.map((cidr) => ({ cidr }));
}

function upwards(props: RouterNetworkProps): readonly PrefixFilter[] {
  return [
    ...insideOf(props).map(({ segment }) => ({ cidr: segment.cidr })),
    ...(props.clusters ?? []).flatMap((cluster) => [
      ...vipFilters(cluster.cni.loadBalancers),
      ...(props.announcePods === false ? [] : pods(cluster)),
    ]),
  ];
}

function pods({ cni, podCidr }: NestedCluster): readonly PrefixFilter[] {
  return cni.announcePods === false ? [] : [{ cidr: podCidr, ge: POD_MASK, le: POD_MASK }];
}
