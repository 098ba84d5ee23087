import { machineWith, metal } from '../valid-base.ts';

export const repository = metal([
  machineWith((spec) => {
    spec.networks.push({ name: 'second', pod: {} });
    spec.domain.devices.interfaces.push({ name: 'second', masquerade: {} });
  }),
]);
