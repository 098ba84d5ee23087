import type { Size } from 'cdk8s';
import { SizeRoundingBehavior } from 'cdk8s';
import type { Construct } from 'constructs';
import { InputError } from '../../src/model/index.ts';
import type { Address, JsonObject, MetalNode, Segment } from '../../src/model/index.ts';
import { CiliumBgp } from '../cluster/cilium-bgp.ts';
import type { CiliumBgpProps } from '../cluster/cilium-bgp.ts';
import { ciliumValuesOf } from '../cluster/cilium-values.ts';
import { Cluster } from '../cluster/cluster.ts';
import { siteRepository } from '../cluster/datacenter.ts';
import type { RepositoryProps } from '../cluster/datacenter.ts';
import { MACHINE_NETWORK_NAMESPACE } from '../cluster/machine-network.ts';
import { checkName } from '../cluster/name.ts';
import type { Cilium, K3s } from '../cluster/nested-cluster.ts';
import { stage } from '../cluster/stage.ts';
import { fluxEntry } from '../flux/flux-entry.ts';
import type { FluxStart } from '../flux/flux-entry.ts';
import type { SecretStore } from '../secret/secret-store.ts';
import { installAddon } from '../services/addon.ts';
import type { Addon } from '../services/addon.ts';
import type { Storage } from '../services/platform.ts';
import { imagePin } from '../versions.ts';
import { installCdi } from './cdi.ts';
import type { CdiProps } from './cdi.ts';
import { claimSite, speak } from './claims.ts';
import { installCilium, installExternalSecrets, installKeda } from './charts.ts';
import { hostFiles } from './host-files.ts';
import type { HostProps } from './host-files.ts';
import { installKubeVirt } from './kubevirt.ts';
import type { KubeVirtProps } from './kubevirt.ts';
import { machineNetworks } from './machine-networks.ts';
import { installMultus } from './multus.ts';
import type { CniPaths } from './multus.ts';
import { nodesOf } from './placement.ts';

export interface MetalClusterProps {
  readonly distribution: K3s;
  /** Address of the Kubernetes API; the nodes are in its segment. */
  readonly endpoint: Address;
  /** Pod network, e.g. `10.142.0.0/16`; K3s' default 10.42.0.0/16 is refused where the site uses it. */
  readonly pods: string;
  /** Service network, e.g. `10.143.0.0/16`. */
  readonly services: string;
  readonly cni: Cilium;
  /** The machines of the cluster. */
  readonly nodes: readonly MetalNodeProps[];
  /** Segments that VMs are plugged into, each with a bridge on every node. @default none */
  readonly machineNetworks?: readonly Segment[] | undefined;
  /** Architecture of the VMs and of the nodes that run them. @default that of the worker nodes */
  readonly machineArchitecture?: 'amd64' | 'arm64' | undefined;
  /** @default KubeVirt without Alpha gates or passed-through devices */
  readonly kubevirt?: KubeVirtProps | undefined;
  /** The Containerized Data Importer; false where no disk is imported by DataVolumes. @default CDI */
  readonly cdi?: CdiProps | false | undefined;
  /** KEDA; false where no pool scales by itself. @default true */
  readonly keda?: boolean | undefined;
  /** Stores that secrets come from; any brings the External Secrets Operator. @default none */
  readonly secrets?: readonly SecretStore[] | undefined;
  /** Storage drivers, such as `rdsCsi(...)`; volumes of add-ons are of the first one's first class. @default none */
  readonly storage?: readonly Storage[] | undefined;
  /** What else runs in the cluster. @default none */
  readonly addons?: readonly Addon[] | undefined;
  /** Session settings of the cluster's own BGP speakers. @default Cilium's own */
  readonly bgp?: Omit<CiliumBgpProps, 'cluster'> | undefined;
  /** Route through the hosts' own stack, for masqueraded VMs that lose replies (cilium issue 32026). @default false */
  readonly hostLegacyRouting?: boolean | undefined;
  /**
   * Network interfaces that Cilium works on; those without an address are left out. Bridges are never detected, and an agent
   * whose node address is on one does not start.
   * @default Cilium's detection; where VMs are plugged into the nodes' own segment, its bridge (`br67`) and, for nodes
   * without VMs, its VLAN device (`v67`)
   */
  readonly devices?: readonly string[] | undefined;
  /** CNI folders of the nodes. @default containerd's, which K3s without flannel uses */
  readonly cniPaths?: CniPaths | undefined;
  /** How the hosts are cabled; brings a NixOS module and a checklist below `hosts/NAME`. @default neither */
  readonly hosts?: HostProps | undefined;
  /** @default the datacenter's repository */
  readonly repository?: RepositoryProps | undefined;
  /** How the cluster's own Flux starts. @default instance */
  readonly flux?: FluxStart | undefined;
}

export interface MetalNodeProps extends Pick<MetalNode, 'name'> {
  /** @default amd64 */
  readonly architecture?: MetalNode['architecture'] | undefined;
  /** @default worker */
  readonly role?: MetalNode['role'] | undefined;
  /** Logical CPUs. */
  readonly cpu: number;
  readonly memory: Size;
}

/**
 * The cluster on the machines themselves, which runs the VMs of all others: Cilium, Multus with a network for each
 * bridged segment, KubeVirt, CDI, KEDA and secret stores, each in the layer that its CRDs ask for.
 */
export class MetalCluster extends Cluster {
  readonly distribution: K3s;
  readonly endpoint: Address;
  readonly podCidr: string;
  readonly serviceCidr: string;
  readonly cni: Cilium;
  readonly nodes: readonly MetalNode[];
  readonly repository: RepositoryProps;

  constructor(scope: Construct, name: string, props: MetalClusterProps) {
    super(scope, checkName('cluster', name));
    this.distribution = props.distribution;
    this.endpoint = props.endpoint;
    this.podCidr = props.pods;
    this.serviceCidr = props.services;
    this.cni = props.cni;
    this.nodes = props.nodes.map(metalNode);
    this.repository = props.repository ?? siteRepository(this);
    claimSite(this);
    const routers = speak(this);
    const ciliumValues = ciliumOf(this, props);
    network(this, props, ciliumValues);
    const architecture = props.machineArchitecture ?? workerArchitecture(this);
    installKubeVirt(this, props.kubevirt ?? {}, nodesOf(architecture));
    if (props.cdi !== false) installCdi(this, props.cdi ?? {}, nodesOf(architecture));
    if (props.keda !== false) installKeda(this);
    const { secrets: stores = [], storage = [], addons = [] } = props;
    if (stores.length > 0) installExternalSecrets(this);
    for (const store of stores) store.installIn(this);
    const platform = { cluster: this, stores, storageClass: storage[0]?.classes[0] };
    for (const addon of [...storage, ...addons]) installAddon(this, addon, platform);
    fluxEntry(this, this.repository, props.flux);
    hostFiles(
      this,
      {
        cluster: this,
        ciliumValues,
        routers,
        architecture,
        machineNetworks: props.machineNetworks ?? [],
        flux: props.flux,
      },
      props.hosts,
    );
  }
}

function network(cluster: MetalCluster, props: MetalClusterProps, values: JsonObject): void {
  const { cniPaths, machineNetworks: segments = [] } = props;
  installCilium(cluster, cluster.cni.chart, values);
  new CiliumBgp(cluster, 'bgp', { cluster, ...props.bgp });
  installMultus(stage(cluster, 'infrastructure', 'multus'), imagePin('multus'), cniPaths);
  if (segments.length === 0) return;
  const place = stage(cluster, 'infrastructure-config', 'machine-networks');
  machineNetworks(place, segments, MACHINE_NETWORK_NAMESPACE);
}

function ciliumOf(
  cluster: MetalCluster,
  { cniPaths, hostLegacyRouting, devices, machineNetworks: segments = [] }: MetalClusterProps,
): JsonObject {
  return ciliumValuesOf(cluster, {
    multus: true,
    kubevirt: true,
    bridgedVlans: segments.length > 0,
    cniPaths,
    hostLegacyRouting,
    devices: devices ?? nodeDevices(cluster.endpoint.segment, segments),
    operatorReplicas: cluster.nodes.length > 1 ? 2 : 1,
  });
}

/** Names of the interface that nodes have their address on, where it may be a bridge (cilium issue 40420). */
function nodeDevices({ name, bridge, interface: vlan }: Segment, bridged: readonly Segment[]) {
  if (bridge === undefined || !bridged.some((segment) => segment.name === name)) return undefined;
  return [bridge, vlan];
}

/** Throws `metal/mixed-workers` where the architecture of VMs cannot be told from the nodes. */
function workerArchitecture({ name, nodes }: MetalCluster): 'amd64' | 'arm64' {
  const found = new Set(
    nodes.filter(({ role }) => role === 'worker').map(({ architecture }) => architecture),
  );
  const [only, ...more] = found;
  if (only !== undefined && more.length === 0) return only;
  throw new InputError({
    code: 'metal/mixed-workers',
    message: `the nodes of ${name} do not say which architecture its VMs have`,
    got: only === undefined ? 'no worker node' : `workers of ${[...found].toSorted().join(' and ')}`,
    expected: 'workers of one architecture, or machineArchitecture',
    fix: "add machineArchitecture: 'amd64' or 'arm64'",
  });
}

function metalNode(props: MetalNodeProps): MetalNode {
  const { name, cpu, memory, architecture = 'amd64', role = 'worker' } = props;
  return {
    name,
    architecture,
    role,
    cpu,
    memory: memory.toKibibytes({ rounding: SizeRoundingBehavior.FLOOR }) * 1024,
  };
}
