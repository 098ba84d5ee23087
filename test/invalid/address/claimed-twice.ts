import { address } from '../facts.ts';
import { repositoryOf } from '../repository-of.ts';

export const repository = repositoryOf({}, [
  address('dhcp', '10.42.66.130-10.42.66.189', 'DHCP range of vms'),
  address('vip', '10.42.66.140', 'API of srvlab'),
  address('static', '10.42.66.121', 'srvlab-cp-1'),
]);
