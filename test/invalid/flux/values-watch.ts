import { configMap, helmRelease } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

const release = helmRelease(
  'podinfo',
  'podinfo',
  '  valuesFrom: [{ kind: ConfigMap, name: podinfo-values }]',
);
const values = configMap('podinfo-values', '{ values.yaml: "replicaCount: 2" }').replace(
  'default',
  'kube-system',
);

export const severity = 'warning';
export const repository = repositoryOf({ srvlab: { services: { objects: release + values } } });
