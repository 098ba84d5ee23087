import { machineWith, metal } from '../valid-base.ts';

export const repository = metal([
  machineWith((spec) => {
    spec.domain.devices.interfaces[0].bridge = {};
  }),
]);
