import { configMap } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

/** The default timeout of ten minutes does not fit into the interval. */
export const repository = repositoryOf({
  srvlab: { services: { objects: configMap('settings'), settings: { interval: '5m' } } },
});
