import { Construct } from 'constructs';
import {
  CiliumBGPAdvertisement,
  CiliumBGPClusterConfig,
  CiliumBGPPeerConfig,
  CiliumL2AnnouncementPolicy,
  CiliumLoadBalancerIPPool,
} from '../../imports/cilium.io.ts';
import type {
  CiliumBGPAdvertisementSpecAdvertisements,
  CiliumBGPClusterConfigSpec,
  CiliumBGPPeerConfigSpec,
  CiliumLoadBalancerIPPoolSpecBlocks,
} from '../../imports/cilium.io.ts';
import { InputError, formatIp, parseCidr } from '../../src/model/index.ts';
import type { AddressRange } from '../../src/model/index.ts';
import type { SpeakingCluster } from './bgp.ts';
import { markOrigin } from './declare.ts';
import { addressOn } from './router-handle.ts';
import type { BgpRouter } from './router-handle.ts';
import { stage } from './stage.ts';

/** Label by which a Service of type LoadBalancer stays unannounced: `cdk8s-nested.dev/announce: never`. */
export const ANNOUNCE_LABEL = 'cdk8s-nested.dev/announce';

export interface CiliumBgpProps {
  /** The cluster whose nodes speak; an `InnerCluster`, a `MetalCluster`, or a literal. */
  readonly cluster: SpeakingCluster;
  /** Nodes that speak and announce. A node takes one configuration only. @default all but control planes */
  readonly nodes?: CiliumBGPClusterConfigSpec['nodeSelector'];
  /** Session timers in seconds; hold is at least 3. @default Cilium's own: connect 120, hold 90, keep-alive 30 */
  readonly timers?: CiliumBGPPeerConfigSpec['timers'];
  /**
   * Seconds for which neighbours keep the routes of a node whose agent restarts. They then also keep those of a
   * node that died, so the traffic of its share is lost for as long. @default no graceful restart
   */
  readonly gracefulRestart?: number | undefined;
}

/**
 * Cilium's side of a cluster's BGP sessions and its pool of load-balancer addresses, as `cluster.cni` says: the
 * `cilium.io/v2` objects (Cilium 1.18 and later). The nodes announce every LoadBalancer address by itself and their
 * shares of the pod network. They go into infrastructure-config, because cilium-operator registers their CRDs.
 *
 * Without `cni.asn` there are no sessions, without `cni.loadBalancers` no pool. Cilium does not install the routes
 * it learns: nodes still need a default route. Throws `bgp/no-common-segment` for a peer without an address in the
 * nodes' segment.
 */
export class CiliumBgp extends Construct {
  constructor(scope: Construct, id: string, props: CiliumBgpProps) {
    super(scope, id);
    markOrigin(this);
    const { name, cni } = props.cluster;
    const place = stage(this, 'infrastructure-config', 'cilium');
    const { loadBalancers: pool, peers = [] } = cni;
    if (cni.asn !== undefined && peers.length > 0) sessions(place, props, cni.asn, peers);
    if (pool === undefined) return;
    new CiliumLoadBalancerIPPool(place, 'pool', {
      metadata: { name, labels: labels(name) },
      spec: { blocks: [block(pool)] },
    });
    if (cni.neighbours === 'l2') {
      new CiliumL2AnnouncementPolicy(place, 'l2', {
        metadata: { name, labels: labels(name) },
        spec: {
          loadBalancerIPs: true,
          // On every interface: machines of a set call the segment's card by its slot, others by the segment's name.
          nodeSelector: props.nodes ?? workers,
          serviceSelector: unlessNever,
        },
      });
    }
  }
}

/** Emits what makes the nodes speak: one instance, its peers, and the advertisements that the peers' families select. */
function sessions(
  place: Construct,
  props: CiliumBgpProps,
  localASN: number,
  peers: readonly BgpRouter[],
): void {
  const { name } = props.cluster;
  const metadata = { name, labels: labels(name) };
  new CiliumBGPClusterConfig(place, 'cluster-config', {
    metadata,
    spec: {
      nodeSelector: props.nodes ?? workers,
      bgpInstances: [
        {
          name: `as${localASN}`,
          localASN,
          peers: peers.map((peer) => ({
            name: peer.name,
            peerASN: peer.asn,
            peerAddress: peerAddress(props.cluster, peer),
            peerConfigRef: { name },
          })),
        },
      ],
    },
  });
  new CiliumBGPPeerConfig(place, 'peer-config', {
    metadata,
    spec: {
      ...(props.timers === undefined ? {} : { timers: props.timers }),
      ...(props.gracefulRestart === undefined
        ? {}
        : { gracefulRestart: { enabled: true, restartTimeSeconds: props.gracefulRestart } }),
      families: families(props.cluster).map((afi) => ({
        afi,
        safi: 'unicast' as const,
        // Without a selector that matches labels of an advertisement, nothing is announced.
        advertisements: { matchLabels: labels(name) },
      })),
    },
  });
  new CiliumBGPAdvertisement(place, 'advertisement', {
    metadata,
    spec: { advertisements: advertisements(props.cluster) },
  });
}

function advertisements({ cni }: SpeakingCluster): readonly CiliumBGPAdvertisementSpecAdvertisements[] {
  const services = { advertisementType: 'Service', service: { addresses: ['LoadBalancerIP'] } } as const;
  return [
    // A Service advertisement without a selector selects nothing.
    ...(cni.loadBalancers === undefined ? [] : [{ ...services, selector: unlessNever }]),
    ...(cni.announcePods === false ? [] : [{ advertisementType: 'PodCIDR' } as const]),
  ];
}

const unlessNever = {
  matchExpressions: [{ key: ANNOUNCE_LABEL, operator: 'NotIn', values: ['never'] }],
} as const;

const workers = {
  matchExpressions: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'DoesNotExist' }],
} as const;

function labels(cluster: string): { readonly [key: string]: string } {
  return { 'cdk8s-nested.dev/cluster': cluster };
}

function peerAddress(cluster: SpeakingCluster, peer: BgpRouter): string {
  const { segment } = cluster.endpoint;
  const address = addressOn(peer, segment.name);
  if (address !== undefined) return address.text;
  throw new InputError({
    code: 'bgp/no-common-segment',
    message: `the nodes of ${cluster.name} and the router ${peer.name} share no segment`,
    got: `${peer.name} has ${peer.addresses.map((one) => `${one.text} on ${one.segment.name}`).join(', ') || 'no address'}`,
    expected: `an address of ${peer.name} on ${segment.name} (${segment.cidr}), the segment of the nodes`,
    fix: `give the router an address on ${segment.name}, or peer with a router that has one`,
  });
}

function families({ cni, podCidr }: SpeakingCluster): readonly ('ipv4' | 'ipv6')[] {
  const versions = [
    cni.loadBalancers?.range.version,
    cni.announcePods === false ? undefined : parseCidr(podCidr).version,
  ];
  return versions.includes(6) ? ['ipv4', 'ipv6'] : ['ipv4'];
}

/** The pool without the network and broadcast address of its segment, which clients of that segment refuse. */
function block({ segment, range }: AddressRange): CiliumLoadBalancerIPPoolSpecBlocks {
  const { network } = segment;
  const text = (value: bigint): string => formatIp({ version: range.version, value });
  return {
    start: text(range.first === network.first ? range.first + 1n : range.first),
    stop: text(range.last === network.last ? range.last - 1n : range.last),
  };
}
