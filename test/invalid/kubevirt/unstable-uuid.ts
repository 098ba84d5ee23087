import { claim, machineOnDisk, metal } from '../valid-base.ts';

export const repository = metal([
  claim('root'),
  machineOnDisk((spec) => {
    delete spec.domain.firmware;
  }),
]);
