import { machineWith, metal } from '../valid-base.ts';

export const repository = metal([
  machineWith((spec) => {
    spec.domain.devices.disks[0].bootOrder = 1;
    spec.domain.devices.interfaces[0].bootOrder = 1;
  }),
]);
