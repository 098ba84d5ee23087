export { Addon, AddonContext, installAddon } from './addon.ts';
export type { AddonHelmProps, ExposeProps, VolumeProps } from './addon.ts';
export type { AppProps } from './app-props.ts';
export type { ChartProps } from './chart-props.ts';
export { letsEncrypt } from './certificates.ts';
export type { LetsEncryptProps } from './certificates.ts';
export { ciliumGateway } from './cilium-gateway.ts';
export type { CiliumGatewayProps } from './cilium-gateway.ts';
export { externalDns } from './dns.ts';
export type { ExternalDnsProps } from './dns.ts';
export { dnsimple } from './dns-provider.ts';
export type { DnsProvider, DnsimpleProps } from './dns-provider.ts';
export { echo } from './echo.ts';
export { ghost } from './ghost.ts';
export type { GhostProps } from './ghost.ts';
export { hedgedoc } from './hedgedoc.ts';
export type { HedgedocProps } from './hedgedoc.ts';
export { ingressNginx } from './ingress-nginx.ts';
export type { IngressNginxProps } from './ingress-nginx.ts';
export { InnerClusterServices } from './inner-cluster-services.ts';
export type { InnerClusterServicesProps } from './inner-cluster-services.ts';
export { mariadb } from './mariadb.ts';
export type { MariadbProps } from './mariadb.ts';
export type {
  Certificates,
  Database,
  DatabaseKind,
  DatabaseProps,
  DatabaseServer,
  Dns,
  IngressController,
  Platform,
  RemoteAccess,
  Route,
  Storage,
} from './platform.ts';
export { postgres } from './postgres.ts';
export type { PostgresProps } from './postgres.ts';
export { rdsCsi, rdsNode, rdsNvme, rdsNvmeRwx } from './rds-csi.ts';
export type { RdsCsiProps } from './rds-csi.ts';
export { tailscale } from './tailscale.ts';
export type { TailscaleProps } from './tailscale.ts';
export { traefik } from './traefik.ts';
export type { TraefikProps } from './traefik.ts';
export { uptimeKuma } from './uptime-kuma.ts';
export type { UptimeKumaProps } from './uptime-kuma.ts';
export { workload } from './workload.ts';
export type { WorkloadProps } from './workload.ts';
