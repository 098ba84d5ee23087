import { writeYaml } from '../yaml/write-yaml.ts';

/**
 * Keys of `/etc/rancher/k3s/config.yaml`: flag names of `k3s server` and `k3s agent` (1.36) without dashes in front.
 * `on` says which role reads the key; K3s stops on a key that its role does not know. Keys that would carry a secret are
 * absent on purpose (see {@link secretKeys}).
 */
export const k3sKeys = {
  'advertise-address': { on: 'server', type: 'string' },
  'advertise-port': { on: 'server', type: 'integer' },
  'agent-token-file': { on: 'server', type: 'string' },
  'airgap-extra-registry': { on: 'both', type: 'list' },
  'bind-address': { on: 'both', type: 'string' },
  'cluster-cidr': { on: 'server', type: 'list' },
  'cluster-dns': { on: 'server', type: 'list' },
  'cluster-domain': { on: 'server', type: 'string' },
  'cluster-init': { on: 'server', type: 'boolean' },
  'container-runtime-endpoint': { on: 'both', type: 'string' },
  'data-dir': { on: 'both', type: 'string' },
  'datastore-cafile': { on: 'server', type: 'string' },
  'datastore-certfile': { on: 'server', type: 'string' },
  'datastore-keyfile': { on: 'server', type: 'string' },
  debug: { on: 'both', type: 'boolean' },
  'default-local-storage-path': { on: 'server', type: 'string' },
  'default-runtime': { on: 'both', type: 'string' },
  disable: { on: 'server', type: 'list' },
  'disable-apiserver': { on: 'server', type: 'boolean' },
  'disable-apiserver-lb': { on: 'agent', type: 'boolean' },
  'disable-cloud-controller': { on: 'server', type: 'boolean' },
  'disable-controller-manager': { on: 'server', type: 'boolean' },
  'disable-default-registry-endpoint': { on: 'both', type: 'boolean' },
  'disable-etcd': { on: 'server', type: 'boolean' },
  'disable-helm-controller': { on: 'server', type: 'boolean' },
  'disable-kube-proxy': { on: 'server', type: 'boolean' },
  'disable-network-policy': { on: 'server', type: 'boolean' },
  'disable-scheduler': { on: 'server', type: 'boolean' },
  'egress-selector-mode': { on: 'server', type: 'string' },
  'embedded-registry': { on: 'server', type: 'boolean' },
  'enable-pprof': { on: 'both', type: 'boolean' },
  'etcd-arg': { on: 'server', type: 'list' },
  'etcd-disable-snapshots': { on: 'server', type: 'boolean' },
  'etcd-expose-metrics': { on: 'server', type: 'boolean' },
  'etcd-s3': { on: 'server', type: 'boolean' },
  'etcd-s3-bucket': { on: 'server', type: 'string' },
  'etcd-s3-config-secret': { on: 'server', type: 'string' },
  'etcd-s3-endpoint': { on: 'server', type: 'string' },
  'etcd-s3-endpoint-ca': { on: 'server', type: 'string' },
  'etcd-s3-folder': { on: 'server', type: 'string' },
  'etcd-s3-region': { on: 'server', type: 'string' },
  'etcd-snapshot-compress': { on: 'server', type: 'boolean' },
  'etcd-snapshot-dir': { on: 'server', type: 'string' },
  'etcd-snapshot-name': { on: 'server', type: 'string' },
  'etcd-snapshot-retention': { on: 'server', type: 'integer' },
  'etcd-snapshot-schedule-cron': { on: 'server', type: 'string' },
  'flannel-backend': { on: 'server', type: 'string' },
  'flannel-iface': { on: 'both', type: 'string' },
  'helm-job-image': { on: 'server', type: 'string' },
  'https-listen-port': { on: 'server', type: 'integer' },
  'image-credential-provider-bin-dir': { on: 'both', type: 'string' },
  'image-credential-provider-config': { on: 'both', type: 'string' },
  'image-service-endpoint': { on: 'both', type: 'string' },
  'kube-apiserver-arg': { on: 'server', type: 'list' },
  'kube-cloud-controller-manager-arg': { on: 'server', type: 'list' },
  'kube-controller-manager-arg': { on: 'server', type: 'list' },
  'kube-proxy-arg': { on: 'both', type: 'list' },
  'kube-scheduler-arg': { on: 'server', type: 'list' },
  'kubelet-arg': { on: 'both', type: 'list' },
  'lb-server-port': { on: 'both', type: 'integer' },
  'node-external-dns': { on: 'both', type: 'list' },
  'node-external-ip': { on: 'both', type: 'list' },
  'node-internal-dns': { on: 'both', type: 'list' },
  'node-ip': { on: 'both', type: 'list' },
  'node-label': { on: 'both', type: 'list' },
  'node-name': { on: 'both', type: 'string' },
  'node-taint': { on: 'both', type: 'list' },
  'nonroot-devices': { on: 'both', type: 'boolean' },
  'pause-image': { on: 'both', type: 'string' },
  'prefer-bundled-bin': { on: 'both', type: 'boolean' },
  'private-registry': { on: 'both', type: 'string' },
  'protect-kernel-defaults': { on: 'both', type: 'boolean' },
  'resolv-conf': { on: 'both', type: 'string' },
  'secrets-encryption': { on: 'server', type: 'boolean' },
  'secrets-encryption-provider': { on: 'server', type: 'string' },
  selinux: { on: 'both', type: 'boolean' },
  server: { on: 'both', type: 'string' },
  'service-cidr': { on: 'server', type: 'list' },
  'service-node-port-range': { on: 'server', type: 'string' },
  'servicelb-namespace': { on: 'server', type: 'string' },
  snapshotter: { on: 'both', type: 'string' },
  'supervisor-metrics': { on: 'server', type: 'boolean' },
  'system-default-registry': { on: 'server', type: 'string' },
  'tls-san': { on: 'server', type: 'list' },
  'tls-san-security': { on: 'server', type: 'boolean' },
  'token-file': { on: 'both', type: 'string' },
  'vpn-auth-file': { on: 'both', type: 'string' },
  'with-node-id': { on: 'both', type: 'boolean' },
  'write-kubeconfig': { on: 'server', type: 'string' },
  'write-kubeconfig-group': { on: 'server', type: 'string' },
  'write-kubeconfig-mode': { on: 'server', type: 'string' },
} as const satisfies Record<string, { on: 'server' | 'agent' | 'both'; type: keyof ValueTypes }>;

interface ValueTypes {
  readonly boolean: boolean;
  readonly integer: number;
  readonly list: readonly string[];
  readonly string: string;
}

/** The typed content of K3s' configuration file. */
export type K3sConfig = {
  readonly [K in keyof typeof k3sKeys]?: ValueTypes[(typeof k3sKeys)[K]['type']];
};

export type K3sRole = 'server' | 'agent';

/** Keys that would put a secret into a text file, with what to use in their place. */
export const secretKeys: Readonly<Record<string, string>> = {
  token: 'token-file',
  'agent-token': 'agent-token-file',
  'datastore-endpoint': 'the environment of the unit',
  'etcd-s3-access-key': 'etcd-s3-config-secret',
  'etcd-s3-secret-key': 'etcd-s3-config-secret',
  'vpn-auth': 'vpn-auth-file',
};

/** The configuration file as YAML. Throws on a key that `role` does not read, on a secret, and on a wrong type. */
export function renderK3sConfig(role: K3sRole, config: K3sConfig): string {
  for (const [key, value] of Object.entries(config)) assertEntry(role, key, value);
  return writeYaml(config);
}

function assertEntry(role: K3sRole, key: string, value: unknown): void {
  const instead = secretKeys[key];
  if (instead !== undefined) throw new Error(`K3s key ${key} would put a secret into a file; use ${instead}`);
  const known = new Map<string, { on: string; type: keyof ValueTypes }>(Object.entries(k3sKeys)).get(key);
  if (known === undefined)
    throw new Error(`K3s has no key ${key}; use a flag name of k3s ${role} without dashes in front`);
  if (known.on !== 'both' && known.on !== role) {
    throw new Error(`K3s key ${key} belongs to the ${known.on} and stops the ${role}; remove it`);
  }
  if (!hasType(value, known.type)) {
    throw new Error(`K3s key ${key} is ${JSON.stringify(value)}; use a value of type ${known.type}`);
  }
}

function hasType(value: unknown, type: keyof ValueTypes): boolean {
  if (type === 'list') return Array.isArray(value) && value.every((item) => typeof item === 'string');
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}
