import type { Construct } from 'constructs';
import { ClusterRoleBinding, Deployment, PriorityClass, ServiceAccount } from '../../imports/k8s.ts';
import { InputError, parseImage } from '../../src/model/index.ts';
import type { ObjectRef } from '../../src/model/index.ts';
import { namespace } from '../flux/namespace.ts';
import { customResource } from './custom-resource.ts';
import { CRITICAL } from './placement.ts';
import type { Placement } from './placement.ts';

/** KubeVirt's own namespace; several of its names contain it. */
export const KUBEVIRT_NAMESPACE = 'kubevirt';

/** The priority class that KubeVirt and CDI give to their components, by name. */
export const CRITICAL_PRIORITY = 'kubevirt-cluster-critical';

export const VIRT_OPERATOR: ObjectRef = {
  group: 'apps',
  kind: 'Deployment',
  namespace: KUBEVIRT_NAMESPACE,
  name: 'virt-operator',
};

/**
 * The operator that installs KubeVirt once a KubeVirt object exists, with the one CRD it needs before (names, ports,
 * probes and requests as in KubeVirt 1.9 pkg/virt-operator/resource/generate/components).
 *
 * It is bound to cluster-admin. Kubernetes lets nobody grant what they do not hold, and virt-operator makes the roles of
 * all KubeVirt components, among them reading Secrets and patching Nodes everywhere; a shorter list would not be
 * less, and would stop an upgrade whose components need one rule more.
 */
export function kubeVirtOperator(scope: Construct, image: string, nodes: Placement): void {
  const name = 'virt-operator';
  const labels = { 'kubevirt.io': name };
  namespace(scope, KUBEVIRT_NAMESPACE, { podSecurity: 'privileged', labels: { 'kubevirt.io': '' } });
  customResource(scope, {
    group: 'kubevirt.io',
    version: 'v1',
    scope: 'Namespaced',
    kind: 'KubeVirt',
    plural: 'kubevirts',
    singular: 'kubevirt',
    shortNames: ['kv', 'kvs'],
    phase: true,
  });
  new PriorityClass(scope, 'priority-class', {
    metadata: { name: CRITICAL_PRIORITY },
    value: 1_000_000_000,
    globalDefault: false,
    description: 'KubeVirt and CDI components only',
  });
  operatorAccount(scope, KUBEVIRT_NAMESPACE, 'kubevirt-operator');
  const probe = {
    httpGet: { scheme: 'HTTPS', port: 8443, path: '/metrics' },
    initialDelaySeconds: 5,
    timeoutSeconds: 10,
  };
  new Deployment(scope, 'operator', {
    metadata: { namespace: KUBEVIRT_NAMESPACE, name, labels },
    spec: {
      replicas: 2,
      strategy: { type: 'RollingUpdate' },
      selector: { matchLabels: labels },
      template: {
        metadata: { labels: { ...labels, name, 'prometheus.kubevirt.io': 'true' } },
        spec: {
          serviceAccountName: 'kubevirt-operator',
          priorityClassName: CRITICAL_PRIORITY,
          ...(nodes.nodeSelector === undefined ? {} : { nodeSelector: nodes.nodeSelector }),
          tolerations: [...CRITICAL, ...(nodes.tolerations ?? [])],
          affinity: {
            podAntiAffinity: {
              preferredDuringSchedulingIgnoredDuringExecution: [
                {
                  weight: 1,
                  podAffinityTerm: {
                    topologyKey: 'kubernetes.io/hostname',
                    labelSelector: { matchLabels: labels },
                  },
                },
              ],
            },
          },
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [
            {
              name,
              image,
              imagePullPolicy: 'IfNotPresent',
              command: [name],
              args: ['--port', '8443', '-v', '2'],
              // The images of all components are derived from these two.
              env: [
                { name: 'VIRT_OPERATOR_IMAGE', value: image },
                { name: 'KUBEVIRT_VERSION', value: releaseTag(image) },
              ],
              ports: [
                { name: 'metrics', protocol: 'TCP', containerPort: 8443 },
                { name: 'webhooks', protocol: 'TCP', containerPort: 8444 },
              ],
              livenessProbe: probe,
              readinessProbe: probe,
              resources: { requests: { cpu: '10m', memory: '450Mi' } },
              securityContext: RESTRICTED,
              terminationMessagePolicy: 'FallbackToLogsOnError',
              volumeMounts: [
                {
                  name: 'kubevirt-operator-certs',
                  mountPath: '/etc/virt-operator/certificates',
                  readOnly: true,
                },
                { name: 'profile-data', mountPath: '/profile-data' },
              ],
            },
          ],
          volumes: [
            // The operator makes this Secret itself, after its first start.
            {
              name: 'kubevirt-operator-certs',
              secret: { secretName: 'kubevirt-operator-certs', optional: true },
            },
            { name: 'profile-data', emptyDir: {} },
          ],
        },
      },
    },
  });
}

/** What the `restricted` pod security level asks of a container. */
export const RESTRICTED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
} as const;

/**
 * The ServiceAccount of an operator that hands out rights, bound to cluster-admin. The binding has a name of its own: the
 * role of a binding is immutable, and a cluster that was set up by the release manifest has one of the account's name.
 */
export function operatorAccount(scope: Construct, inNamespace: string, name: string): void {
  new ServiceAccount(scope, 'account', { metadata: { namespace: inNamespace, name } });
  new ClusterRoleBinding(scope, 'account-is-admin', {
    metadata: { name: `${name}-cluster-admin` },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', namespace: inNamespace, name }],
  });
}

/** The tag of an operator image. Throws `image/no-release`: the images of the components have the same tag. */
export function releaseTag(image: string): string {
  const { tag, digest } = parseImage(image);
  if (tag !== undefined && digest === undefined) return tag;
  throw new InputError({
    code: 'image/no-release',
    message: 'the operator takes the images of its components from the tag of its own',
    got: image,
    expected: 'an image with a tag and without a digest, such as quay.io/kubevirt/virt-operator:v1.9.0',
    fix: 'pin the release tag; mirror the images if tags are not trusted',
  });
}
