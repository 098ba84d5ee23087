import { machineWith, metal } from '../valid-base.ts';

export const repository = metal([
  machineWith((spec) => {
    spec.domain.devices.interfaces[0].macAddress = '02:42:0a:2a:42';
  }),
]);
