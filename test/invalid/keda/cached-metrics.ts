import { metal, replicaSet, scaledObject } from '../valid-base.ts';

export const repository = metal([
  replicaSet(),
  scaledObject((scaler) => {
    scaler.spec.triggers[0].useCachedMetrics = true;
  }),
]);
