import { k3sServer } from '../facts.ts';
import { repositoryOf } from '../repository-of.ts';

export const repository = repositoryOf({}, [
  k3sServer('srvlab-cp-1', { clusterInit: true }),
  k3sServer('srvlab-cp-2'),
]);
