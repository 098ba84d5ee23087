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

/** Folders of a node, as Cilium and the container runtime use them, too. */
export interface CniPaths {
  readonly confDir: string;
  readonly binDir: string;
}

/** Where K3s keeps the CNI (docs.k3s.io, networking/multus-ipams). */
export const K3S_CNI: CniPaths = {
  confDir: '/var/lib/rancher/k3s/agent/etc/cni/net.d',
  binDir: '/var/lib/rancher/k3s/data/cni',
};

/**
 * Multus 4 as the thin plugin: a binary that the container runtime calls, without a daemon on the node that pods depend
 * on. The thick variant follows K3s' absolute symbolic links from inside its own root and misses the plugins. It takes the
 * first configuration in `confDir` as the pods' network and puts its own before it, so Cilium must run with
 * `cni.exclusive: false`.
 */
export function installMultus(
  scope: Construct,
  image: string,
  { confDir, binDir }: CniPaths = K3S_CNI,
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
                // Read on the host by the plugin, so it is a path of the host.
                `--multus-kubeconfig-file-host=${confDir}/multus.d/multus.kubeconfig`,
              ],
              resources: { requests: { cpu: '10m', memory: '50Mi' }, limits: { memory: '100Mi' } },
              volumeMounts: [
                { name: 'cni', mountPath: '/host/etc/cni/net.d' },
                { name: 'cnibin', mountPath: '/host/opt/cni/bin' },
              ],
            },
          ],
          volumes: [
            { name: 'cni', hostPath: { path: confDir } },
            { name: 'cnibin', hostPath: { path: binDir } },
          ],
        },
      },
    },
  });
}
