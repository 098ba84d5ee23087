import { address } from '../facts.ts';
import { repositoryOf } from '../repository-of.ts';

export const severity = 'warning';
export const repository = repositoryOf({}, [
  address('dhcp', '10.42.66.130-10.42.66.189', 'DHCP range of vms'),
  address('loadBalancer', '10.42.66.200-10.42.66.219', 'load balancers of srvlab'),
]);
