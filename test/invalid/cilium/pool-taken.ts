import { address, crdsThere } from '../facts.ts';
import { pool } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

const objects = pool('srvlab', '10.42.66.180', '10.42.66.219');

export const repository = repositoryOf({ srvlab: { 'infrastructure-config': { objects } } }, [
  crdsThere('cilium.io'),
  address('dhcp', '10.42.66.130-10.42.66.189', 'DHCP range of vms'),
]);
