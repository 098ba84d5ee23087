import { machineWith, metal } from '../valid-base.ts';

export const severity = 'warning';

export const repository = metal([
  machineWith((spec) => {
    delete spec.networks;
    delete spec.domain.devices.interfaces;
  }),
]);
