import { claim, machineOnDisk, metal } from '../valid-base.ts';

export const repository = metal([
  claim('root', { accessModes: ['ReadWriteOnce'] }),
  machineOnDisk((spec) => {
    spec.evictionStrategy = 'LiveMigrate';
  }),
]);
