import { type Json, writeYaml } from '../yaml/write-yaml.ts';
import type { GuestConfig, GuestFile, GuestUnit, SecretDisk } from './guest-config.ts';
import { type K3sConfig, type K3sRole, renderK3sConfig } from './k3s-config.ts';
import { k3sJoinScript } from './k3s-join.ts';
import { nodePasswordScript } from './node-password.ts';

/** Facts that are equal on every node of a cluster; K3s refuses a server whose critical flags differ. */
export interface K3sCluster {
  /** Address of the API: virtual IP or name, and port (default 6443). */
  readonly endpoint: { readonly host: string; readonly port?: number };
  /** Further names and addresses for the API certificate. */
  readonly names?: readonly string[];
  readonly pods: string;
  readonly services: string;
  /** Address of the cluster DNS inside `services`. */
  readonly dns: string;
  /** Default `cluster.local`. */
  readonly domain?: string;
  readonly secret: K3sSecret;
}

/** The disk that carries the join token and the secret of the node passwords, and the names of their files on it. */
export interface K3sSecret {
  readonly disk: SecretDisk;
  /** Default `token`. */
  readonly token?: string;
  /** Default `node-password`. */
  readonly nodePassword?: string;
}

export interface K3sNode {
  readonly cluster: K3sCluster;
  /** Needed when the machine has several interfaces; the address of the node network. */
  readonly nodeIp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** `KEY=VALUE:EFFECT`; read at registration only. */
  readonly taints?: readonly string[];
  readonly kubeletArgs?: readonly string[];
  /** Content of /etc/rancher/k3s/registries.yaml. */
  readonly registries?: Json;
  /** Let containers of user 0 < UID open block devices (containerd's device ownership); default false. */
  readonly nonrootDevices?: boolean;
  /** Further keys; they win over what is derived. */
  readonly extra?: K3sConfig;
  /**
   * Absolute path of the K3s program: the unit of the image then runs in the role of this node. Absent, the image's unit
   * has to have that role already.
   */
  readonly program?: string;
}

export interface K3sServer extends K3sNode {
  /** True on exactly one server: the one that may make the cluster. The others join at the endpoint. */
  readonly first: boolean;
  /** Files for the server's manifests folder by file name; equal on every server. */
  readonly manifests?: Readonly<Record<string, string>>;
  /** Default true: K3s' own metrics of etcd on port 2381. */
  readonly etcdMetrics?: boolean;
  /** Default true. Cannot be turned off again once a cluster has it. */
  readonly secretsEncryption?: boolean;
}

/**
 * What makes a machine a K3s server for a cluster whose network is Cilium: no Flannel, no kube-proxy, no network policy
 * controller, no packaged Traefik, ServiceLB or local-path storage.
 *
 * Assumes an image with K3s in it as `k3s.service` and no package manager. Everything is written at every boot, so that a
 * restart applies a changed description. The preparations are `ExecStartPre=` lines of a drop-in rather than units of their
 * own: a failed required unit would cancel K3s for good, while a failed `ExecStartPre=` is retried with the service.
 * On NixOS the image has to order `k3s.service` after `cloud-init.service` (see `renderK3sImageModule`).
 */
export function k3sServer(server: K3sServer): Partial<GuestConfig> {
  const { cluster } = server;
  const address = serverAddress(cluster);
  const config: K3sConfig = {
    ...(server.first ? {} : { server: address }),
    'tls-san': [...new Set([cluster.endpoint.host, ...(cluster.names ?? [])])],
    'flannel-backend': 'none',
    'disable-network-policy': true,
    'disable-kube-proxy': true,
    disable: ['local-storage', 'servicelb', 'traefik'],
    'cluster-cidr': [cluster.pods],
    'service-cidr': [cluster.services],
    'cluster-dns': [cluster.dns],
    ...(cluster.domain === undefined ? {} : { 'cluster-domain': cluster.domain }),
    'etcd-expose-metrics': server.etcdMetrics ?? true,
    'secrets-encryption': server.secretsEncryption ?? true,
    'write-kubeconfig-mode': '0600',
    ...nodeConfig(server),
  };
  const manifests = Object.entries(server.manifests ?? {}).map(([name, content]): GuestFile => ({
    path: `${manifestFolder}/${name}`,
    content,
    mode: '0600',
    when: 'everyBoot',
  }));
  const join = server.first ? [script('k3s-join', k3sJoinScript({ server: address }))] : [];
  return node('server', server, config, [...manifests, ...join]);
}

/** What makes a machine a K3s agent; see {@link k3sServer}. */
export function k3sAgent(agent: K3sNode): Partial<GuestConfig> {
  return node('agent', agent, { server: serverAddress(agent.cluster), ...nodeConfig(agent) }, []);
}

/** K3s applies what lies here, on the server that leads, and again whenever a file changes. */
export const manifestFolder = '/var/lib/rancher/k3s/server/manifests';

const scriptFolder = '/run/guest';

function node(
  role: K3sRole,
  from: K3sNode,
  config: K3sConfig,
  files: readonly GuestFile[],
): Partial<GuestConfig> {
  const { secret } = from.cluster;
  const scripts = [
    ...files.filter(({ path }) => path.startsWith(`${scriptFolder}/`)),
    script(
      'node-password',
      nodePasswordScript({ secret: onDisk(secret, secret.nodePassword ?? 'node-password') }),
    ),
  ];
  return {
    secretDisks: [secret.disk],
    files: [
      everyBoot('/etc/rancher/k3s/config.yaml', renderK3sConfig(role, config)),
      ...(from.registries === undefined
        ? []
        : [everyBoot('/etc/rancher/k3s/registries.yaml', writeYaml(from.registries))]),
      ...files.filter((file) => !scripts.includes(file)),
      ...scripts,
    ],
    units: [dropIn(role, from.program, scripts)],
  };
}

function nodeConfig(from: K3sNode): K3sConfig {
  const { secret } = from.cluster;
  const labels = Object.entries(from.labels ?? {}).map(([key, value]) => `${key}=${value}`);
  return {
    'token-file': onDisk(secret, secret.token ?? 'token'),
    ...(from.nodeIp === undefined ? {} : { 'node-ip': [from.nodeIp] }),
    ...(labels.length === 0 ? {} : { 'node-label': labels.toSorted() }),
    ...(from.taints === undefined ? {} : { 'node-taint': from.taints }),
    ...(from.kubeletArgs === undefined ? {} : { 'kubelet-arg': from.kubeletArgs }),
    ...(from.nonrootDevices === true ? { 'nonroot-devices': true } : {}),
    ...from.extra,
  };
}

function dropIn(role: K3sRole, program: string | undefined, scripts: readonly GuestFile[]): GuestUnit {
  return {
    name: 'k3s.service',
    dropIn: '50-guest',
    start: true,
    content: [
      '[Unit]',
      'After=cloud-init.service cloud-init-network.service',
      'StartLimitIntervalSec=0',
      '',
      '[Service]',
      'TimeoutStartSec=0',
      ...scripts.map(({ path }) => `ExecStartPre=/bin/sh ${path}`),
      // An empty value clears what the image's unit runs.
      ...(program === undefined ? [] : ['ExecStart=', `ExecStart=${program} ${role}`]),
      '',
    ].join('\n'),
  };
}

function script(name: string, content: string): GuestFile {
  return { path: `${scriptFolder}/${name}`, content, mode: '0700', when: 'everyBoot' };
}

function everyBoot(path: string, content: string): GuestFile {
  return { path, content, mode: '0600', when: 'everyBoot' };
}

function onDisk(secret: K3sSecret, file: string): string {
  return `${secret.disk.mountPoint}/${file}`;
}

function serverAddress({ endpoint }: K3sCluster): string {
  const host = endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host;
  return `https://${host}:${endpoint.port ?? 6443}`;
}
