import { machineWith, metal } from '../valid-base.ts';

export const repository = metal([
  machineWith((spec) => {
    spec.volumes.push({ name: 'data', emptyDisk: { capacity: '1Gi' } });
  }),
]);
