import type { Construct } from 'constructs';
import { Deployment } from '../../imports/k8s.ts';
import type { Probe } from '../../imports/k8s.ts';
import { parseImage } from '../../src/model/index.ts';
import type { ObjectRef } from '../../src/model/index.ts';
import { namespace } from '../flux/namespace.ts';
import { customResource } from './custom-resource.ts';
import { RESTRICTED, operatorAccount, releaseTag } from './kubevirt-operator.ts';
import { CRITICAL } from './placement.ts';
import type { Placement } from './placement.ts';

export const CDI_NAMESPACE = 'cdi';

export const CDI_OPERATOR: ObjectRef = {
  group: 'apps',
  kind: 'Deployment',
  namespace: CDI_NAMESPACE,
  name: 'cdi-operator',
};

/**
 * The operator that installs the Containerized Data Importer once a CDI object exists, with the one CRD it needs
 * before (environment, ports and probes as in CDI 1.66 pkg/operator/resources/operator). Bound to cluster-admin for the
 * reason that virt-operator is: it hands out what it must hold itself.
 */
export function cdiOperator(scope: Construct, image: string, nodes: Placement): void {
  const name = 'cdi-operator';
  const labels = { name, 'operator.cdi.kubevirt.io': '' };
  const tag = releaseTag(image);
  const component = (of: string): string =>
    `${parseImage(image).repository.replace(/cdi-operator$/, `cdi-${of}`)}:${tag}`;
  namespace(scope, CDI_NAMESPACE, { podSecurity: 'privileged', labels: { 'cdi.kubevirt.io': '' } });
  customResource(scope, {
    group: 'cdi.kubevirt.io',
    version: 'v1beta1',
    scope: 'Cluster',
    kind: 'CDI',
    plural: 'cdis',
    singular: 'cdi',
    shortNames: ['cdi', 'cdis'],
    phase: true,
  });
  operatorAccount(scope, CDI_NAMESPACE, name);
  new Deployment(scope, 'operator', {
    metadata: { namespace: CDI_NAMESPACE, name, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: {
          labels: {
            ...labels,
            'cdi.kubevirt.io': name,
            'np.kubevirt.io/allow-access-cluster-services': 'true',
            'prometheus.cdi.kubevirt.io': 'true',
          },
        },
        spec: {
          serviceAccountName: name,
          ...(nodes.nodeSelector === undefined ? {} : { nodeSelector: nodes.nodeSelector }),
          tolerations: [...CRITICAL, ...(nodes.tolerations ?? [])],
          securityContext: { runAsNonRoot: true },
          containers: [
            {
              name,
              image,
              imagePullPolicy: 'IfNotPresent',
              env: [
                { name: 'DEPLOY_CLUSTER_RESOURCES', value: 'true' },
                { name: 'OPERATOR_VERSION', value: tag },
                { name: 'CONTROLLER_IMAGE', value: component('controller') },
                { name: 'IMPORTER_IMAGE', value: component('importer') },
                { name: 'CLONER_IMAGE', value: component('cloner') },
                // The importer's image carries the oVirt populator.
                { name: 'OVIRT_POPULATOR_IMAGE', value: component('importer') },
                { name: 'APISERVER_IMAGE', value: component('apiserver') },
                { name: 'UPLOAD_SERVER_IMAGE', value: component('uploadserver') },
                { name: 'UPLOAD_PROXY_IMAGE', value: component('uploadproxy') },
                { name: 'VERBOSITY', value: '1' },
                { name: 'PULL_POLICY', value: 'IfNotPresent' },
              ],
              ports: [
                { name: 'metrics', protocol: 'TCP', containerPort: 8443 },
                { name: 'health', protocol: 'TCP', containerPort: 8444 },
              ],
              livenessProbe: probe('/healthz'),
              readinessProbe: probe('/readyz'),
              resources: { requests: { cpu: '100m', memory: '150Mi' } },
              securityContext: RESTRICTED,
              terminationMessagePolicy: 'FallbackToLogsOnError',
            },
          ],
        },
      },
    },
  });
}

function probe(path: string): Probe {
  return { httpGet: { scheme: 'HTTP', port: 8444, path }, initialDelaySeconds: 5, timeoutSeconds: 10 };
}
