// The public names. Typed API objects are exported one group a module, from `cdk8s-nested/imports/GROUP`.
export { accept } from './cluster/accept.ts';
export type { AcceptProps } from './cluster/accept.ts';
export { CiliumBgp } from './cluster/cilium-bgp.ts';
export type { CiliumBgpProps } from './cluster/cilium-bgp.ts';
export { Cluster } from './cluster/cluster.ts';
export type { StandardLayer } from './cluster/cluster.ts';
export { Datacenter } from './cluster/datacenter.ts';
export type { DatacenterProps, RepositoryProps, RouterHandleProps } from './cluster/datacenter.ts';
export { declare } from './cluster/declare.ts';
export { InnerCluster } from './cluster/inner-cluster.ts';
export type { InnerClusterProps } from './cluster/inner-cluster.ts';
export { Layer } from './cluster/layer.ts';
export type { LayerProps } from './cluster/layer.ts';
export { cilium, k3s } from './cluster/nested-cluster.ts';
export type { Cilium, CiliumProps, K3s, NestedCluster } from './cluster/nested-cluster.ts';
export type { BgpRouter } from './cluster/router-handle.ts';
export { stage } from './cluster/stage.ts';
export { TextFile } from './cluster/text-file.ts';
export type { TextFileProps } from './cluster/text-file.ts';
export { HelmInstall } from './flux/helm-install.ts';
export type { HelmInstallProps } from './flux/helm-install.ts';
export { KEEP, namespace } from './flux/namespace.ts';
export type { NamespaceProps } from './flux/namespace.ts';
export type { FluxStart } from './flux/flux-entry.ts';
export { containerDisk } from './image/machine-image.ts';
export type { ContainerDiskProps, MachineImage } from './image/machine-image.ts';
export { MetalCluster } from './metal/metal-cluster.ts';
export type { MetalClusterProps, MetalNodeProps } from './metal/metal-cluster.ts';
export { NestedWorkerPool } from './pool/nested-worker-pool.ts';
export type { NestedWorkerPoolProps } from './pool/nested-worker-pool.ts';
export { ImageImport } from './image/image-import.ts';
export type { ImageImportProps } from './image/image-import.ts';
export { NestedControlPlane } from './pool/nested-control-plane.ts';
export type { NestedControlPlaneProps } from './pool/nested-control-plane.ts';
export { fixed, keda } from './pool/scale.ts';
export type { FixedScale, KedaProps, KedaScale, Scale } from './pool/scale.ts';
export { cron, prometheus } from './pool/trigger.ts';
export type { CronProps, PrometheusProps, Trigger } from './pool/trigger.ts';
export { FirewallRouterVM } from './router/firewall-router-vm.ts';
export type { FirewallRouterVMProps } from './router/firewall-router-vm.ts';
export { secret } from './secret/secret.ts';
export type { SecretProps, SecretRef } from './secret/secret.ts';
export { SecretStore } from './secret/secret-store.ts';
export type { SecretStoreProps } from './secret/secret-store.ts';
export { chartPin, imagePin } from './versions.ts';
export type { ChartPin } from './versions.ts';
export { InputError, Segment } from '../src/model/index.ts';
export type {
  AccessMode,
  Address,
  AddressRange,
  ExistingSecret,
  Fact,
  Finding,
  LayerSettings,
  SecretSource,
  SegmentProps,
  SopsSecret,
  StorageClassRef,
  StoredSecret,
} from '../src/model/index.ts';
