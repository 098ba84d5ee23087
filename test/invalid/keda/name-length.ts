import { metal, replicaSet, scaledObject } from '../valid-base.ts';

export const repository = metal([replicaSet(), scaledObject(undefined, 'w'.repeat(55))]);
