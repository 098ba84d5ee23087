import { configMap } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

/** A shell variable in a layer where Flux replaces variables. */
export const repository = repositoryOf({
  srvlab: {
    services: {
      objects: configMap('script', '{ run.sh: "echo ${GREETING:-hello}" }'),
      settings: { substitute: { DOMAIN: 'example.org' } },
    },
  },
});
