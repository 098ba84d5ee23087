import { machineWith, metal } from '../valid-base.ts';

export const repository = metal([
  machineWith((spec) => {
    spec.domain.machine = { type: 'pc-i440fx-9.0' };
  }),
]);
