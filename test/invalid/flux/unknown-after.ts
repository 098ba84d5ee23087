import { configMap } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

export const repository = repositoryOf({
  srvlab: { services: { objects: configMap('settings'), after: ['machines'] } },
});
