import { metal, network } from '../valid-base.ts';

export const repository = metal([network({ vlan: 66 })]);
