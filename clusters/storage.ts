import { rdsCsi } from 'cdk8s-nested';
import { storage } from './datacenter.ts';

/**
 * NVMe/TCP volumes on the RDS. User and folder are a cluster's own: a driver takes what it does not know in its folder
 * for orphans.
 */
export const rdsVolumes = (cluster: string): ReturnType<typeof rdsCsi> =>
  rdsCsi({
    management: '10.42.241.3',
    storage: storage.address('10.42.68.1'),
    user: `${cluster}-csi`,
    basePath: `/storage-pool/${cluster}-csi`,
  });
