import { machineWith, metal } from '../valid-base.ts';

export const repository = metal([
  machineWith((spec) => {
    spec.domain.devices.disks[0].disk.bus = 'ide';
  }),
]);
