import { crdsThere } from '../facts.ts';
import { pool } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

const objects =
  pool('srvlab', '10.42.66.200', '10.42.66.219') + pool('spare', '10.42.66.219', '10.42.66.230');

export const repository = repositoryOf({ srvlab: { 'infrastructure-config': { objects } } }, [
  crdsThere('cilium.io'),
]);
