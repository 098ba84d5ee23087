import { metal, replicaSet, scaledObject } from '../valid-base.ts';

export const repository = metal([
  replicaSet((set) => {
    set.spec.replicas = 3;
  }),
  scaledObject(),
]);
