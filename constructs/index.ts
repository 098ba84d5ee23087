// The public names, by room. Typed API objects are exported one group a module, from `cdk8s-nested/imports/GROUP`.

// Sites, clusters and layers
export { accept } from './cluster/accept.ts';
export type { AcceptProps } from './cluster/accept.ts';
export type { SpeakingCluster } from './cluster/bgp.ts';
export { ANNOUNCE_LABEL, CiliumBgp } from './cluster/cilium-bgp.ts';
export type { CiliumBgpProps } from './cluster/cilium-bgp.ts';
export type { CiliumValuesProps } from './cluster/cilium-values.ts';
export { Cluster } from './cluster/cluster.ts';
export type { StandardLayer } from './cluster/cluster.ts';
export { Datacenter } from './cluster/datacenter.ts';
export type { DatacenterProps, RepositoryProps, RouterHandleProps } from './cluster/datacenter.ts';
export { declare } from './cluster/declare.ts';
export { addHost } from './cluster/hosts.ts';
export type { Host } from './cluster/hosts.ts';
export { InnerCluster } from './cluster/inner-cluster.ts';
export type { InnerClusterProps } from './cluster/inner-cluster.ts';
export { Layer } from './cluster/layer.ts';
export type { LayerProps } from './cluster/layer.ts';
export { MACHINE_NETWORK_NAMESPACE, machineNetwork } from './cluster/machine-network.ts';
export { cilium, k3s } from './cluster/nested-cluster.ts';
export type { Cilium, CiliumProps, K3s, NestedCluster } from './cluster/nested-cluster.ts';
export type { BgpRouter } from './cluster/router-handle.ts';
export { stage } from './cluster/stage.ts';
export { TextFile } from './cluster/text-file.ts';
export type { TextFileProps } from './cluster/text-file.ts';

// Flux and Helm
export type { FluxStart } from './flux/flux-entry.ts';
export { HelmInstall } from './flux/helm-install.ts';
export type { HelmInstallProps } from './flux/helm-install.ts';
export { KEEP, namespace } from './flux/namespace.ts';
export type { NamespaceProps } from './flux/namespace.ts';
export { chartPin, imagePin } from './versions.ts';
export type { ChartPin } from './versions.ts';

// The metal cluster
export type { CdiProps } from './metal/cdi.ts';
export type { HostProps } from './metal/host-files.ts';
export type { KubeVirtProps } from './metal/kubevirt.ts';
export { MetalCluster } from './metal/metal-cluster.ts';
export type { MetalClusterProps, MetalNodeProps } from './metal/metal-cluster.ts';
export type { CniPaths } from './metal/multus.ts';
export type { Placement } from './metal/placement.ts';

// Images and machines
export type { BlockVolume } from './image/block-volume.ts';
export { ImageImport } from './image/image-import.ts';
export type { ImageImportProps, ImportClaim } from './image/image-import.ts';
export { containerDisk } from './image/machine-image.ts';
export type { ContainerDiskProps, MachineImage } from './image/machine-image.ts';
export type { FixedMachine, MachineRoot } from './pool/fixed-machine.ts';
export type { NestedMachineProps } from './pool/machine-props.ts';
export type { MachineCpu, MachineSize } from './pool/machine-size.ts';
export { NestedControlPlane } from './pool/nested-control-plane.ts';
export type { NestedControlPlaneProps } from './pool/nested-control-plane.ts';
export { NestedWorkerPool } from './pool/nested-worker-pool.ts';
export type { NestedWorkerPoolProps, WorkerSet } from './pool/nested-worker-pool.ts';
export { fixed, keda } from './pool/scale.ts';
export type { FixedScale, KedaProps, KedaScale, Scale } from './pool/scale.ts';
export { cron, prometheus } from './pool/trigger.ts';
export type { CronProps, PrometheusProps, Trigger } from './pool/trigger.ts';
export type { EvictionStrategy, MachineGpu, MachinePlacement } from './pool/virtual-machine-spec.ts';

// Routers
export { FirewallRouterVM } from './router/firewall-router-vm.ts';
export type { FirewallRouterVMProps } from './router/firewall-router-vm.ts';
export type { RouterNetworkProps } from './router/router-network-props.ts';

// Secrets
export { secret } from './secret/secret.ts';
export type { SecretProps, SecretRef } from './secret/secret.ts';
export { SecretStore } from './secret/secret-store.ts';
export type { SecretStoreProps } from './secret/secret-store.ts';

// What runs inside clusters
export * from './services/index.ts';

// The inside of machines
export type {
  DhcpOptions,
  GuestCommand,
  GuestConfig,
  GuestFile,
  GuestInterface,
  GuestRoute,
  GuestUnit,
  GuestUser,
  HostnamePolicy,
  InterfaceMatch,
  SecretDisk,
} from '../src/guest/guest-config.ts';
export type { K3sConfig } from '../src/guest/k3s-config.ts';
export type { RouterPaths } from '../src/guest/router.ts';
export type { BgpTimers } from '../src/guest/router-plan.ts';

// Values
export { InputError, Segment } from '../src/model/index.ts';
export type {
  AccessMode,
  Address,
  AddressRange,
  ExistingSecret,
  Fact,
  Finding,
  ImageRef,
  Json,
  JsonObject,
  LayerSettings,
  MetalNode,
  ObjectRef,
  SecretSource,
  SegmentProps,
  SopsSecret,
  StorageClassRef,
  StoredSecret,
} from '../src/model/index.ts';
