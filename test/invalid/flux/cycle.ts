import { configMap } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

export const repository = repositoryOf({
  srvlab: {
    infrastructure: { objects: configMap('a'), after: ['services'] },
    services: { objects: configMap('b'), after: ['infrastructure'] },
  },
});
