import { configMap, namespace } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

const objects = namespace('blog') + configMap('settings').replace('namespace: default', 'namespace: blogg');

export const repository = repositoryOf({ srvlab: { services: { objects } } });
