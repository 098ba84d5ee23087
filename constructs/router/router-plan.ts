import { InputError, overlaps } from '../../src/model/index.ts';
import type { Address, Segment } from '../../src/model/index.ts';
import { assertRouterPlan } from '../../src/guest/router-plan.ts';
import type {
  DhcpReservation,
  InsideNetwork,
  RoutedCluster,
  RouterPlan,
} from '../../src/guest/router-plan.ts';
import { hostsOf } from '../cluster/hosts.ts';
import { POD_MASK } from '../cluster/nested-cluster.ts';
import type { NestedCluster } from '../cluster/nested-cluster.ts';
import { addressOn } from '../cluster/router-handle.ts';
import type { BgpRouter } from '../cluster/router-handle.ts';
import type { RouterNetworkProps } from './router-network-props.ts';

/** Most nodes of a cluster that does not say. */
export const MAX_NODES = 100;

/**
 * Everything the router's files are rendered from: FRR, nftables, dnsmasq, sysctl and the script for the upstream router
 * all read this one plan. Throws what the description alone shows to be wrong, with codes `router/...` and `bgp/...`.
 */
export function planRouter(props: RouterNetworkProps): RouterPlan {
  const { router, outside } = props;
  const inside = insideOf(props);
  for (const address of [outside, ...inside]) checkAddress(router, address);
  const plan: RouterPlan = {
    hostname: router.name,
    asn: router.asn,
    routerId: outside.text,
    inside: inside.map((address) => insideNetwork(props, address)),
    outside: {
      interface: outside.segment.interface,
      address: outside.text,
      cidr: outside.segment.cidr,
      ...(props.masquerade === undefined ? {} : { masquerade: props.masquerade }),
      ...(props.sshFrom === undefined ? {} : { sshFrom: props.sshFrom }),
    },
    clusters: (props.clusters ?? []).map((cluster) => routedCluster(props, cluster, inside)),
    upstreams: props.upstream.map((peer) => ({
      name: peer.name,
      asn: peer.asn,
      address: upstreamAddress(peer, outside).text,
      ...(props.accept === undefined ? {} : { accept: props.accept }),
      ...(props.timers === undefined ? {} : { timers: props.timers }),
    })),
  };
  assertRouterPlan(plan);
  return plan;
}

/** The address by which the router knows an upstream router: the one on the outside segment. */
export function upstreamAddress(peer: BgpRouter, outside: Address): Address {
  const address = addressOn(peer, outside.segment.name);
  if (address !== undefined) return address;
  throw new InputError({
    code: 'bgp/no-common-segment',
    message: `the upstream router ${peer.name} cannot be reached`,
    got: `${peer.name} has ${peer.addresses.map((one) => `${one.text} on ${one.segment.name}`).join(', ') || 'no address'}`,
    expected: `an address on ${outside.segment.name}, where this router has ${outside.text}`,
    fix: `give ${peer.name} an address on ${outside.segment.name}`,
  });
}

export function insideOf({ inside }: RouterNetworkProps): readonly Address[] {
  return 'segment' in inside ? [inside] : inside;
}

function checkAddress(router: BgpRouter, address: Address): void {
  const { segment } = address;
  if (!router.addresses.some((own) => own.text === address.text && own.segment === segment)) {
    throw new InputError({
      code: 'router/unknown-address',
      message: `${router.name} is given an address that its neighbours do not know`,
      got: `${address.text} on ${segment.name}`,
      expected: `one of ${router.addresses.map((own) => own.text).join(', ') || 'no address'}`,
      fix: `list ${address.text} in the addresses of the router ${router.name}`,
    });
  }
  if (segment.bridge === undefined) {
    throw new InputError({
      code: 'segment/no-bridge',
      message: `the router ${router.name} cannot be plugged into the segment ${segment.name}`,
      got: `segment ${segment.name} without a bridge`,
      expected: 'the name of the Linux bridge that every metal node has for it',
      fix: `add bridge to the segment ${segment.name}`,
    });
  }
}

function insideNetwork(props: RouterNetworkProps, address: Address): InsideNetwork {
  const { segment } = address;
  if (segment.gateway !== undefined && segment.gateway.text !== address.text) {
    throw new InputError({
      code: 'router/not-the-gateway',
      message: `${props.router.name} is inside ${segment.name}, but hosts there use another gateway`,
      got: `${address.text}; the gateway of ${segment.name} is ${segment.gateway.text}`,
      expected: 'the same address',
      fix: `correct the gateway of ${segment.name} or the router's address`,
    });
  }
  const { dhcp, mtu } = segment;
  return {
    interface: segment.interface,
    cidr: segment.cidr,
    address: address.text,
    ...(mtu === 1500 ? {} : { mtu }),
    ...(dhcp === undefined
      ? {}
      : { dhcp: { range: dhcp.text, ...resolvers(props), reservations: reservations(props, segment) } }),
    ...(props.openPorts === undefined ? {} : { openPorts: props.openPorts }),
  };
}

function resolvers({ dns, domain, nameservers, router }: RouterNetworkProps): {
  dns?: readonly string[];
  domain?: string;
} {
  if (dns === undefined && nameservers === undefined) {
    throw new InputError({
      code: 'router/no-resolver',
      message: `${router.name} hands out addresses but has nobody to ask for names`,
      got: 'neither dns nor nameservers',
      expected:
        'dns: the name servers handed out; or nameservers: those that the router itself asks for its hosts',
      fix: "add nameservers: ['...'] to the router",
    });
  }
  return { ...(dns === undefined ? {} : { dns }), ...(domain === undefined ? {} : { domain }) };
}

/** Fixed addresses of machines, so that one that asks by DHCP gets the address that everybody expects it at. */
function reservations(
  { clusters = [], reservations: given = [] }: RouterNetworkProps,
  segment: Segment,
): readonly DhcpReservation[] {
  return [...given, ...clusters.flatMap((cluster) => hostsOf(cluster))]
    .filter(({ address }) => address.segment === segment)
    .map(({ name, mac, address }) => ({ name, mac, address: address.text }));
}

function routedCluster(
  props: RouterNetworkProps,
  cluster: NestedCluster,
  inside: readonly Address[],
): RoutedCluster {
  const { name, cni, endpoint } = cluster;
  const { segment } = endpoint;
  const router = props.router.name;
  if (cni.asn === undefined || !inside.some((address) => address.segment === segment)) {
    throw new InputError({
      code: 'router/cluster-out-of-reach',
      message: `${router} cannot peer with the nodes of ${name}`,
      got: cni.asn === undefined ? `${name} without an AS number` : `${name} on ${segment.name}`,
      expected: `an AS number, and nodes on ${inside.map((address) => address.segment.name).join(' or ')}`,
      fix: `give cilium({ asn, peers }) to ${name}, or take it out of the router's clusters`,
    });
  }
  if (cni.neighbours === 'l2' && inside.some((address) => holdsPool(address.segment, cluster))) {
    throw new InputError({
      code: 'router/neighbours-twice',
      message: `both ${router} and the nodes of ${name} would answer ARP for its load-balancer addresses`,
      got: `neighbours: 'l2' with ${cni.loadBalancers?.text}`,
      expected: `neighbours: 'proxyArp', because ${router} answers for pools inside its segments`,
      fix: `remove neighbours from cilium() of ${name}`,
    });
  }
  return {
    name,
    asn: cni.asn,
    nodes: segment.cidr,
    maximumNodes: cluster.maxNodes ?? MAX_NODES,
    loadBalancers: cni.loadBalancers === undefined ? [] : [cni.loadBalancers.text],
    ...(cni.announcePods === false
      ? {}
      : { pods: { cidr: cluster.podCidr, nodePrefix: POD_MASK, announce: props.announcePods ?? true } }),
    ...(props.timers === undefined ? {} : { timers: props.timers }),
  };
}

/** Inside segments whose hosts find load-balancer addresses of `clusters` by the router's ARP answers. */
export function proxiedSegments(props: RouterNetworkProps): readonly Segment[] {
  const { clusters = [] } = props;
  return insideOf(props)
    .map((address) => address.segment)
    .filter((segment) => clusters.some((cluster) => holdsPool(segment, cluster)));
}

function holdsPool({ network }: Segment, { cni }: NestedCluster): boolean {
  return cni.loadBalancers !== undefined && overlaps(network, cni.loadBalancers.range);
}
