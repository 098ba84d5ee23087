import { network } from '../facts.ts';
import { repositoryOf } from '../repository-of.ts';

/** K3s' default pod network around the whole site. */
export const repository = repositoryOf({}, [
  network('supernet', '10.42.64.0/18', 'site whiskey'),
  network('segment', '10.42.66.0/24', 'segment vms'),
  network('segment', '10.42.67.0/24', 'segment uplink'),
  network('pods', '10.42.0.0/16', 'pods of srvlab'),
  network('services', '10.151.0.0/16', 'services of srvlab'),
]);
