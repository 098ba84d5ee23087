import { k3sServer, network } from '../facts.ts';
import { repositoryOf } from '../repository-of.ts';

/** The servers leave the service network to K3s. */
export const repository = repositoryOf({
  srvlab: {
    services: {
      facts: [
        network('pods', '10.150.0.0/16', 'pods of srvlab'),
        network('services', '10.151.0.0/16', 'services of srvlab'),
        k3sServer('srvlab-cp-1', { clusterInit: true, critical: { 'cluster-cidr': '10.150.0.0/16' } }),
      ],
    },
  },
});
