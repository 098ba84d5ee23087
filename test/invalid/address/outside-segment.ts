import { address } from '../facts.ts';
import { repositoryOf } from '../repository-of.ts';

export const repository = repositoryOf({}, [
  address('gateway', '10.42.66.1', 'gateway of vms'),
  address('vip', '10.42.67.120', 'API of srvlab'),
]);
