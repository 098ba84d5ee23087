/**
 * What a router machine has to know, each fact once. {@link renderFrr}, {@link renderNftables}, {@link renderDnsmasq} and
 * {@link renderSysctl} all read this plan, so the BGP filters, the firewall and the DHCP server cannot disagree.
 * Addresses are validated by the caller.
 */
export interface RouterPlan {
  readonly hostname: string;
  /** The router's own AS number. */
  readonly asn: number;
  /** BGP router id, an IPv4 address of the router. */
  readonly routerId: string;
  /** Networks whose hosts use this router as their gateway. */
  readonly inside: readonly InsideNetwork[];
  /** The network towards the upstream routers. */
  readonly outside: OutsideNetwork;
  readonly clusters: readonly RoutedCluster[];
  readonly upstreams: readonly UpstreamRouter[];
  /** Equal-cost paths that are installed at once, 1-64; default 16. */
  readonly maximumPaths?: number;
}

export interface InsideNetwork {
  /** Interface name in the guest, for example `v66`. */
  readonly interface: string;
  readonly cidr: string;
  /** The router's address in it; it is the gateway of the hosts. */
  readonly address: string;
  /** Bytes; handed out by DHCP when given. */
  readonly mtu?: number;
  readonly dhcp?: DhcpService;
  /** Announce `cidr` to the upstream routers; default true. */
  readonly announce?: boolean;
  /** TCP ports that hosts outside may reach on the hosts of this network, besides load balancer addresses; default none. */
  readonly openPorts?: readonly number[];
}

export interface DhcpService {
  /** Inclusive range `FIRST-LAST`. */
  readonly range: string;
  /** Seconds, at least 120; default 43200. */
  readonly leaseSeconds?: number;
  readonly reservations?: readonly DhcpReservation[];
  /** Name servers handed out; default the router itself, which then answers DNS. */
  readonly dns?: readonly string[];
  /** DNS domain of the hosts. */
  readonly domain?: string;
}

export interface DhcpReservation {
  readonly mac: string;
  readonly address: string;
  readonly name?: string;
}

export interface OutsideNetwork {
  /** Interface name in the guest, for example `v67`. */
  readonly interface: string;
  readonly address: string;
  readonly cidr: string;
  /**
   * Translate what leaves to the router's own address, for an upstream that has no route back. Off when absent;
   * `except` lists destinations that keep their source.
   */
  readonly masquerade?: { readonly except: readonly string[] };
  /** Sources that may open SSH to the router from outside; default none. */
  readonly sshFrom?: readonly string[];
}

/** A nested cluster whose nodes speak BGP to this router. */
export interface RoutedCluster {
  /** Lower-case name; upper-cased it becomes the prefix of filter names. */
  readonly name: string;
  readonly asn: number;
  /** Subnet from which the nodes connect. */
  readonly nodes: string;
  /** Sessions accepted; at least the highest node count. FRR's own default is 100. */
  readonly maximumNodes: number;
  /** Load balancer addresses: CIDRs or inclusive IPv4 ranges. Accepted as single addresses only. */
  readonly loadBalancers: readonly string[];
  /** Pod network and the prefix length of one node's part; accepted by the router when given. */
  readonly pods?: { readonly cidr: string; readonly nodePrefix: number; readonly announce?: boolean };
  /** `learned` (default) passes the upstream's default route on, so it is withdrawn with the uplink; `originate` always sends one. */
  readonly defaultRoute?: 'learned' | 'originate' | 'none';
  /** Prefixes accepted from one node before its session is closed; default 1000. */
  readonly maximumPrefixes?: number;
  readonly timers?: BgpTimers;
}

export interface UpstreamRouter {
  readonly name: string;
  readonly asn: number;
  readonly address: string;
  /** Prefixes accepted from it; default the default route alone. */
  readonly accept?: readonly string[];
  /** Prefixes accepted before the session is closed; default 1000. */
  readonly maximumPrefixes?: number;
  readonly timers?: BgpTimers;
}

/** Seconds. `hold` is 3-65535 and at least three times `keepalive` (1-21845). */
export interface BgpTimers {
  readonly keepalive: number;
  readonly hold: number;
}

/** Refuses plans that would give an ambiguous or open router. */
export function assertRouterPlan(plan: RouterPlan): void {
  for (const { name, timers } of [...plan.clusters, ...plan.upstreams]) {
    if (!/^[a-z0-9]([-a-z0-9]{0,40}[a-z0-9])?$/.test(name)) {
      throw new Error(
        `BGP neighbour name is ${JSON.stringify(name)}; use a lower-case DNS label of at most 42 characters`,
      );
    }
    if (timers !== undefined) assertTimers(name, timers);
  }
  refuseTwice(
    'BGP neighbour',
    [...plan.clusters, ...plan.upstreams].map((peer) => peer.name),
  );
  refuseTwice(
    'node subnet',
    plan.clusters.map((cluster) => cluster.nodes),
  );
  refuseTwice(
    'upstream address',
    plan.upstreams.map((upstream) => upstream.address),
  );
  for (const peer of [...plan.clusters, ...plan.upstreams]) {
    assertAsn(peer.name, peer.asn);
    if (peer.asn === plan.asn) {
      throw new Error(
        `BGP neighbour ${peer.name} has the router's own AS ${plan.asn}; give it another AS, sessions here are external`,
      );
    }
  }
  assertAsn(plan.hostname, plan.asn);
  for (const cluster of plan.clusters) {
    if (!(cluster.maximumNodes >= 1 && cluster.maximumNodes <= 5000)) {
      throw new Error(
        `cluster ${cluster.name} has maximumNodes ${cluster.maximumNodes}; use 1-5000, FRR's bounds of a listen limit`,
      );
    }
  }
}

function assertTimers(name: string, { keepalive, hold }: BgpTimers): void {
  if (!(keepalive >= 1 && hold >= 3 && hold <= 65535 && hold >= keepalive * 3)) {
    throw new Error(
      `BGP timers of ${name} are keepalive ${keepalive} and hold ${hold}; use hold 3-65535, at least 3 x keepalive`,
    );
  }
}

function assertAsn(name: string, asn: number): void {
  if (!(Number.isInteger(asn) && asn >= 1 && asn <= 4294967294)) {
    throw new Error(`AS number of ${name} is ${asn}; use an integer 1-4294967294`);
  }
}

function refuseTwice(what: string, values: readonly string[]): void {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) throw new Error(`${what} ${twice} appears twice; each neighbour needs its own`);
}
