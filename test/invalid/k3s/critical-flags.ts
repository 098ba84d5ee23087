import { k3sServer } from '../facts.ts';
import { repositoryOf } from '../repository-of.ts';

export const repository = repositoryOf({}, [
  k3sServer('srvlab-cp-1', { clusterInit: true, critical: { 'flannel-backend': 'none' } }),
  k3sServer('srvlab-cp-2', { critical: { 'flannel-backend': 'vxlan' } }),
  k3sServer('srvlab-cp-3', { critical: { 'flannel-backend': 'none' } }),
]);
