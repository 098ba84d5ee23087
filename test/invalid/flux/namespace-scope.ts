import { configMap } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

const objects = configMap('settings').replace(', namespace: default', '');

export const repository = repositoryOf({ srvlab: { services: { objects } } });
