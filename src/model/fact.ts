import type { Cidr, IpRange } from './ip.ts';
import type { ObjectRef } from './object.ts';
import type { Segment } from './segment.ts';

/**
 * What constructs tell the checks beside the objects they emit. A fact is declared on a construct
 * (constructs/cluster/declare.ts) and collected from the tree once, in src/synth/resolve.ts.
 */
export type Fact =
  | NetworkClaim
  | AddressClaim
  | MacClaim
  | DhcpClients
  | NeighbourProxy
  | BgpSpeaker
  | CrdProvider
  | ProducedObject
  | ExternalObject
  | Need
  | K3sServerFacts
  | Gate
  | StatefulObject
  | PublicSecret
  | MetalNodes
  | Waiver;

/** A whole network is used for something. Two claims may not overlap unless one is a `supernet` or `segment` around it. */
export interface NetworkClaim {
  readonly type: 'network';
  readonly use: 'supernet' | 'segment' | 'pods' | 'services' | 'masquerade' | 'tailnet' | 'loadBalancers';
  readonly cidr: Cidr;
  /** What a person calls it, e.g. `pods of srvlab`. */
  readonly label: string;
}

/** Addresses of a segment are used for something; claims of one segment are pairwise disjoint. */
export interface AddressClaim {
  readonly type: 'address';
  readonly use: 'gateway' | 'static' | 'vip' | 'dhcp' | 'loadBalancer' | 'reserved';
  readonly segment: Segment;
  readonly range: IpRange;
  readonly label: string;
}

/** A network card has this MAC address; unique over the whole site. */
export interface MacClaim {
  readonly type: 'mac';
  readonly mac: string;
  readonly label: string;
}

/** So many machines of one kind get their addresses from the segment's DHCP range. */
export interface DhcpClients {
  readonly type: 'dhcp-clients';
  readonly segment: Segment;
  /** Most machines at one time. */
  readonly count: number;
  readonly label: string;
}

/** A router answers ARP on this segment for addresses of it that are routed elsewhere (Linux' `proxy_arp_pvlan`). */
export interface NeighbourProxy {
  readonly type: 'neighbour-proxy';
  readonly segment: Segment;
  readonly label: string;
}

/** So many machines get their address from the segment's DHCP range. */
export interface DhcpClients {
  readonly type: 'dhcp-clients';
  readonly segment: Segment;
  /** The most there can be at once. */
  readonly count: number;
  readonly label: string;
}

/** Prefixes that one side lets through: `cidr` itself, or its parts of length `ge` to `le`. */
export interface PrefixFilter {
  readonly cidr: string;
  readonly ge?: number | undefined;
  readonly le?: number | undefined;
}

/** One end of a BGP session as that end is configured. */
export interface BgpSession {
  /** Name of the speaker at the other end. */
  readonly peer: string;
  readonly peerAsn: number;
  /** Address of the other end; absent where this end listens. */
  readonly peerAddress?: string | undefined;
  /** Network from which this end accepts connections instead of dialling. */
  readonly listen?: string | undefined;
  /** Most dynamic neighbours this end accepts. */
  readonly listenLimit?: number | undefined;
  /** Prefixes accepted from the other end; absent means everything. */
  readonly accepts?: readonly PrefixFilter[] | undefined;
  /** Prefixes sent to the other end; absent means everything it knows. */
  readonly announces?: readonly PrefixFilter[] | undefined;
}

/** A router, or the set of nodes of one cluster that share a configuration. */
export interface BgpSpeaker {
  readonly type: 'bgp';
  readonly name: string;
  readonly asn: number;
  /** Own addresses, each one address or the range that the nodes get theirs from. */
  readonly addresses: readonly IpRange[];
  /** Most nodes behind this speaker; 1 for a router. */
  readonly nodes: number;
  readonly sessions: readonly BgpSession[];
  /** Prefixes that start here, e.g. VIPs of a load-balancer pool as /32. */
  readonly originates: readonly PrefixFilter[];
}

/** The construct's object installs these CRDs. */
export interface CrdProvider {
  readonly type: 'crds';
  /** CRD names `plural.group`, or `*.group` for a whole group; the exact name wins over the star. */
  readonly crds: readonly string[];
  /** The object whose readiness means that they exist. */
  readonly by: ObjectRef;
  /**
   * `manifest`: plain CRD objects in the layer; `chart`: with the Helm release; `operator`: the operator registers
   * them when it starts; `bootstrap`: there before Flux applies anything.
   */
  readonly provenance: 'manifest' | 'chart' | 'operator' | 'bootstrap';
}

/** A controller makes this object out of an emitted one, e.g. CloudNativePG the Secret `NAME-app`. */
export interface ProducedObject {
  readonly type: 'produces';
  readonly ref: ObjectRef;
  /** The emitted object it is made from. */
  readonly from: ObjectRef;
}

/** The object exists without us; the reason is printed where somebody asks for it. */
export interface ExternalObject {
  readonly type: 'external';
  readonly ref: ObjectRef;
  readonly reason: string;
}

/** The construct's layer must not be applied before `ref` is there and healthy. */
export interface Need {
  readonly type: 'needs';
  readonly ref: ObjectRef;
  readonly reason: string;
}

/** Settings that must be equal on all K3s servers of one cluster, plus those that must not. */
export interface K3sServerFacts {
  readonly type: 'k3s-server';
  readonly cluster: string;
  readonly node: string;
  readonly clusterInit: boolean;
  readonly tlsSans: readonly string[];
  /** Address or name by which clients reach the API. */
  readonly endpoint: string;
  /** Critical flags: CIDRs, DNS, flannel backend, disabled components, datastore options. */
  readonly critical: { readonly [flag: string]: string };
}

/** How to see that an object is healthy, where kstatus alone would be wrong. CEL over the live object. */
export interface Gate {
  readonly type: 'gate';
  readonly ref: ObjectRef;
  readonly apiVersion: string;
  readonly current: string;
  readonly failed?: string | undefined;
  readonly inProgress?: string | undefined;
}

/** The object holds data: it is never pruned by accident and never renamed silently. */
export interface StatefulObject {
  readonly type: 'stateful';
  readonly ref: ObjectRef;
  /** What would be lost. */
  readonly holds: string;
}

/** A Secret whose text holds nothing secret; KubeVirt takes long cloud-init from Secrets only. */
export interface PublicSecret {
  readonly type: 'public-secret';
  readonly ref: ObjectRef;
  readonly reason: string;
}

/** The machines below a metal cluster, for capacity, architecture and host-setting rules. */
export interface MetalNodes {
  readonly type: 'metal-nodes';
  readonly nodes: readonly MetalNode[];
}

export interface MetalNode {
  readonly name: string;
  readonly architecture: 'amd64' | 'arm64';
  readonly role: 'control-plane' | 'worker';
  /** Logical CPUs. */
  readonly cpu: number;
  /** Memory in bytes. */
  readonly memory: number;
}

/** A finding that somebody accepts, with the reason; it is printed in every run. */
export interface Waiver {
  readonly type: 'waiver';
  readonly code: string;
  /** Only for this object (`identity` form). @default every object below the construct */
  readonly object?: string | undefined;
  readonly reason: string;
}
