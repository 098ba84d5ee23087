import { machineWith, metal } from '../valid-base.ts';

export const repository = metal([
  machineWith((spec) => {
    spec.domain.devices.interfaces.push({ name: 'vms', bridge: {} });
  }),
]);
