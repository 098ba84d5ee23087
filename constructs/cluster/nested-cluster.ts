import type { Address, AddressRange, SecretSource } from '../../src/model/index.ts';
import { asn, formatIp, nth, parseCidr, parseVersion } from '../../src/model/index.ts';
import type { FluxStart } from '../flux/flux-entry.ts';
import type { ChartPin } from '../versions.ts';
import { chartPin, versions } from '../versions.ts';
import type { RepositoryProps } from './datacenter.ts';
import type { BgpRouter } from './router-handle.ts';

/**
 * What machines, routers and services must know of a cluster whose nodes are VMs. `InnerCluster` is one;
 * in a plain cdk8s app a literal does.
 */
export interface NestedCluster {
  readonly name: string;
  /** Namespace on the parent cluster that holds the machines. */
  readonly namespace: string;
  readonly distribution: K3s;
  /** Address of the Kubernetes API, a VIP that the servers share. Port 6443. */
  readonly endpoint: Address;
  /** Pod network; every node gets a /24 of it. */
  readonly podCidr: string;
  /** Service network; its 10th address is the cluster DNS. */
  readonly serviceCidr: string;
  readonly cni: Cilium;
  /**
   * Secret with the keys `token` (joins nodes) and `node-password` (from which every node derives its own
   * stable K3s password).
   */
  readonly token: SecretSource;
  /** Repository and folder that the cluster's own Flux reads. */
  readonly repository: RepositoryProps;
  /** How the cluster's own Flux starts; with `gotk-sync` the machines do not install it. @default instance */
  readonly flux?: FluxStart | undefined;
  /** Load-balancer addresses of the parent cluster; VMs reach them through the pod network. @default none */
  readonly parentLoadBalancers?: AddressRange | undefined;
  /** Most nodes that will peer by BGP, for session limits. @default 100 */
  readonly maxNodes?: number | undefined;
}

/** K3s with embedded etcd. */
export interface K3s {
  readonly type: 'k3s';
  readonly version: string;
}

/** K3s as the distribution; the version must match the one in the machine image. @default the pinned release */
export function k3s(version: string = versions.distributions['k3s'] ?? ''): K3s {
  return { type: 'k3s', version: parseVersion(version).text };
}

export interface CiliumProps {
  /** Autonomous system number that all nodes of the cluster share. @default no BGP */
  readonly asn?: number | undefined;
  /** Routers that the nodes peer with, by their address in the machines' segment. @default none */
  readonly peers?: readonly BgpRouter[] | undefined;
  /** Addresses for Services of type LoadBalancer. @default none */
  readonly loadBalancers?: AddressRange | undefined;
  /**
   * How neighbours in the pool's own segment reach it, when the pool lies in a segment that VMs are connected to:
   * `proxyArp` on the segment's router, or `l2` announcements by Cilium. @default proxyArp
   */
  readonly neighbours?: 'proxyArp' | 'l2' | undefined;
  /** Announce the pod network as well. @default true */
  readonly announcePods?: boolean | undefined;
  /** @default the pinned chart */
  readonly chart?: ChartPin | undefined;
}

/** Cilium with kube-proxy replacement; BGP when it has a number. */
export interface Cilium extends CiliumProps {
  readonly type: 'cilium';
  readonly chart: ChartPin;
}

export function cilium(props: CiliumProps = {}): Cilium {
  return {
    ...props,
    type: 'cilium',
    chart: props.chart ?? chartPin('cilium'),
    ...(props.asn === undefined ? {} : { asn: asn(props.asn) }),
  };
}

/** Length of each node's share of the pod network. */
export const POD_MASK = 24;

/** Port of the Kubernetes API on every endpoint. */
export const API_PORT = 6443;

/** Address of the cluster DNS: the 10th of the service network. */
export function clusterDns(serviceCidr: string): string {
  return formatIp(nth(parseCidr(serviceCidr), 10));
}
