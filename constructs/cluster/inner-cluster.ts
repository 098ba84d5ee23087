import type { Address, AddressRange, SecretSource } from '../../src/model/index.ts';
import { fluxEntry } from '../flux/flux-entry.ts';
import type { FluxStart } from '../flux/flux-entry.ts';
import { clusterSpeaker } from './bgp.ts';
import { claimCluster } from './claims.ts';
import { Cluster } from './cluster.ts';
import type { RepositoryProps } from './datacenter.ts';
import { siteRepository } from './datacenter.ts';
import { declare } from './declare.ts';
import type { Layer } from './layer.ts';
import { checkName } from './name.ts';
import type { Cilium, K3s, NestedCluster } from './nested-cluster.ts';

export interface InnerClusterProps {
  readonly distribution: K3s;
  /** Address of the Kubernetes API: a free address of the machines' segment. */
  readonly endpoint: Address;
  /** Pod network, e.g. `10.150.0.0/16`; K3s' default 10.42.0.0/16 is refused where the site uses it. */
  readonly pods: string;
  /** Service network, e.g. `10.151.0.0/16`. */
  readonly services: string;
  readonly cni: Cilium;
  /** Secret with the keys `token` and `node-password`. */
  readonly token: SecretSource;
  /** @default the datacenter's repository */
  readonly repository?: RepositoryProps | undefined;
  /** How the cluster's own Flux starts. @default instance */
  readonly flux?: FluxStart | undefined;
  /** Load-balancer addresses of the parent. @default none */
  readonly parentLoadBalancers?: AddressRange | undefined;
  /** Most nodes that will peer by BGP, for session limits. @default 100 */
  readonly maxNodes?: number | undefined;
}

/** A Kubernetes cluster whose machines are VMs of `parent`. */
export class InnerCluster extends Cluster implements NestedCluster {
  readonly parent: Cluster;
  readonly namespace: string;
  readonly distribution: K3s;
  readonly endpoint: Address;
  readonly podCidr: string;
  readonly serviceCidr: string;
  readonly cni: Cilium;
  readonly token: SecretSource;
  readonly repository: RepositoryProps;
  readonly flux: FluxStart | undefined;
  readonly parentLoadBalancers: AddressRange | undefined;
  readonly maxNodes: number;

  constructor(parent: Cluster, name: string, props: InnerClusterProps) {
    super(parent, checkName('cluster', name));
    this.parent = parent;
    this.namespace = name;
    this.distribution = props.distribution;
    this.endpoint = props.endpoint;
    this.podCidr = props.pods;
    this.serviceCidr = props.services;
    this.cni = props.cni;
    this.token = props.token;
    this.repository = props.repository ?? siteRepository(this);
    this.flux = props.flux;
    this.parentLoadBalancers = props.parentLoadBalancers;
    this.maxNodes = props.maxNodes ?? 100;
    claimCluster(this);
    const speaker = clusterSpeaker(this, this.maxNodes);
    if (speaker !== undefined) declare(this, speaker);
    fluxEntry(this, this.repository, props.flux);
  }

  /** What must be there before the machines: namespace, secrets, disks, image imports. A layer of the parent. */
  get prepare(): Layer {
    // Copying a machine image to a disk takes longer than objects usually do.
    return this.parent.layer(`inner-${this.name}-prepare`, { timeout: '30m' });
  }

  /** The machines themselves: a layer of the parent, one failure domain for each inner cluster. */
  get machines(): Layer {
    return this.parent.layer(`inner-${this.name}`, { prepare: this.prepare });
  }
}
