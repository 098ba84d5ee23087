import { machineWith, metal } from '../valid-base.ts';

export const repository = metal([
  machineWith((spec) => {
    delete spec.domain.memory;
  }),
]);
