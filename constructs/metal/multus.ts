import type { Construct } from 'constructs';
import { ClusterRole, ClusterRoleBinding, DaemonSet, ServiceAccount } from '../../imports/k8s.ts';
import type { ObjectRef } from '../../src/model/index.ts';
import { customResource } from './custom-resource.ts';

export const MULTUS = {
  group: 'apps',
  kind: 'DaemonSet',
  namespace: 'kube-system',
  name: 'multus',
} as const satisfies ObjectRef;

/** Folders of a node that the container runtime, Cilium and Multus must agree on. */
export interface CniPaths {
  readonly conf: string;
  readonly bin: string;
}

/**
 * Where containerd looks. K3s writes its own folders into containerd's configuration only together with flannel, so
 * with `flannel-backend: none` these are containerd's defaults.
 */
export const CONTAINERD_CNI: CniPaths = { conf: '/etc/cni/net.d', bin: '/opt/cni/bin' };

/** Where K3s keeps the plugins that it brings, the bridge among them. */
const K3S_PLUGINS = '/var/lib/rancher/k3s/data/cni';

/**
 * Multus 4 as the thin plugin: a binary that the container runtime calls, without a daemon on the node that pods depend
 * on. The thick variant follows K3s' absolute symbolic links from inside its own root and misses the plugins. It takes the
 * first configuration in `conf` as the pods' network and puts its own before it, so Cilium must run with
 * `cni.exclusive: false`.
 */
export function installMultus(
  scope: Construct,
  image: string,
  { conf, bin }: CniPaths = CONTAINERD_CNI,
): void {
  const { namespace, name } = MULTUS;
  const metadata = { namespace, name };
  const labels = { 'app.kubernetes.io/name': name };
  customResource(scope, {
    group: 'k8s.cni.cncf.io',
    version: 'v1',
    scope: 'Namespaced',
    kind: 'NetworkAttachmentDefinition',
    plural: 'network-attachment-definitions',
    singular: 'network-attachment-definition',
    shortNames: ['nad', 'net-attach-def'],
  });
  new ServiceAccount(scope, 'account', { metadata });
  new ClusterRole(scope, 'role', {
    metadata: { name },
    rules: [
      {
        apiGroups: ['k8s.cni.cncf.io'],
        resources: ['network-attachment-definitions'],
        verbs: ['get', 'list', 'watch'],
      },
      // Multus writes the addresses of all interfaces into an annotation of the pod.
      { apiGroups: [''], resources: ['pods', 'pods/status'], verbs: ['get', 'list', 'update', 'watch'] },
      { apiGroups: ['', 'events.k8s.io'], resources: ['events'], verbs: ['create', 'patch', 'update'] },
    ],
  });
  new ClusterRoleBinding(scope, 'role-binding', {
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', namespace, name }],
  });
  const privileged = {
    image,
    imagePullPolicy: 'IfNotPresent',
    securityContext: { privileged: true },
    terminationMessagePolicy: 'FallbackToLogsOnError',
  };
  new DaemonSet(scope, 'daemon', {
    metadata: { ...metadata, labels },
    spec: {
      selector: { matchLabels: labels },
      updateStrategy: { type: 'RollingUpdate' },
      template: {
        metadata: { labels },
        spec: {
          hostNetwork: true,
          serviceAccountName: name,
          priorityClassName: 'system-node-critical',
          terminationGracePeriodSeconds: 10,
          tolerations: [
            { operator: 'Exists', effect: 'NoSchedule' },
            { operator: 'Exists', effect: 'NoExecute' },
          ],
          initContainers: [
            {
              name: 'install-binary',
              ...privileged,
              command: ['/install_multus'],
              args: ['--type', 'thin'],
              resources: { requests: { cpu: '10m', memory: '15Mi' } },
              volumeMounts: [
                { name: 'cnibin', mountPath: '/host/opt/cni/bin', mountPropagation: 'Bidirectional' },
              ],
            },
          ],
          containers: [
            {
              name: 'multus',
              ...privileged,
              command: ['/thin_entrypoint'],
              args: [
                '--multus-conf-file=auto',
                '--multus-autoconfig-dir=/host/etc/cni/net.d',
                '--cni-conf-dir=/host/etc/cni/net.d',
                // Read by the plugin, which runs on the host: both are paths of the host.
                `--multus-kubeconfig-file-host=${conf}/multus.d/multus.kubeconfig`,
                `--additional-bin-dir=${K3S_PLUGINS}`,
              ],
              resources: { requests: { cpu: '10m', memory: '50Mi' }, limits: { memory: '100Mi' } },
              volumeMounts: [
                { name: 'cni', mountPath: '/host/etc/cni/net.d' },
                { name: 'cnibin', mountPath: '/host/opt/cni/bin' },
              ],
            },
          ],
          volumes: [
            { name: 'cni', hostPath: { path: conf, type: 'DirectoryOrCreate' } },
            { name: 'cnibin', hostPath: { path: bin, type: 'DirectoryOrCreate' } },
          ],
        },
      },
    },
  });
}
