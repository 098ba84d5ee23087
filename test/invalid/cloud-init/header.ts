import { machineSaying, metal } from '../valid-base.ts';

export const repository = metal([machineSaying('package_update: true\n')]);
