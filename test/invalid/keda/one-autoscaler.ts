import { metal, replicaSet, scaledObject } from '../valid-base.ts';

export const repository = metal([replicaSet(), scaledObject(), scaledObject(undefined, 'second')]);
