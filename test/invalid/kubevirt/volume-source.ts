import { machineWith, metal } from '../valid-base.ts';

export const repository = metal([
  machineWith((spec) => {
    spec.volumes[0].emptyDisk = { capacity: '1Gi' };
  }),
]);
