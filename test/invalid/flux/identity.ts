import { configMap } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

export const repository = repositoryOf({
  srvlab: {
    infrastructure: { objects: configMap('settings', '{ a: "1" }') },
    services: { objects: configMap('settings', '{ a: "2" }') },
  },
});
