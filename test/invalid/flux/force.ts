import { configMap } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

const objects = configMap('settings').replace(
  'namespace: default',
  'namespace: default, annotations: { kustomize.toolkit.fluxcd.io/force: enabled }',
);

export const repository = repositoryOf({ srvlab: { services: { objects } } });
