import type { Address } from '../../src/model/index.ts';
import type { BgpTimers } from '../../src/guest/router-plan.ts';
import type { Host } from '../cluster/hosts.ts';
import type { NestedCluster } from '../cluster/nested-cluster.ts';
import type { BgpRouter } from '../cluster/router-handle.ts';

/** What a router connects, and what it lets through. */
export interface RouterNetworkProps {
  /** Name, AS number and addresses, as its neighbours know it. The name is the host name and the name of the VM. */
  readonly router: BgpRouter;
  /** Its address in each segment it is the gateway of. A segment with a DHCP range gets DHCP. */
  readonly inside: Address | readonly Address[];
  /** Its address in the segment of the upstream routers. */
  readonly outside: Address;
  /** Routers that it learns the way out from and announces the inside to. */
  readonly upstream: readonly BgpRouter[];
  /** Clusters whose nodes peer with it from an inside segment, one for each segment. @default none */
  readonly clusters?: readonly NestedCluster[] | undefined;
  /** Prefixes accepted from upstream. @default the default route alone */
  readonly accept?: readonly string[] | undefined;
  /** Announce the clusters' pod networks upstream as well, so that the site reaches pods. @default true */
  readonly announcePods?: boolean | undefined;
  /** Seconds; hold at least three times keepalive. @default FRR's own, 60 and 180 */
  readonly timers?: BgpTimers | undefined;
  /** TCP ports of inside hosts that the outside may reach, besides load-balancer addresses. @default none */
  readonly openPorts?: readonly number[] | undefined;
  /** Sources that may open SSH to the router from outside, as CIDRs. @default none */
  readonly sshFrom?: readonly string[] | undefined;
  /** Hide the inside behind the router's address, for an upstream without a route back. @default off */
  readonly masquerade?: { readonly except: readonly string[] } | undefined;
  /** Name servers that DHCP hands out. @default the router itself, which asks `nameservers` */
  readonly dns?: readonly string[] | undefined;
  /** Name servers that the router itself asks. @default none */
  readonly nameservers?: readonly string[] | undefined;
  /** DNS domain of inside hosts. @default none */
  readonly domain?: string | undefined;
  /** Addresses reserved in DHCP, beside those of the clusters' machines. @default none */
  readonly reservations?: readonly Host[] | undefined;
}
