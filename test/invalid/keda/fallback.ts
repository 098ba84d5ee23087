import { metal, replicaSet, scaledObject } from '../valid-base.ts';

export const repository = metal([
  replicaSet(),
  scaledObject((scaler) => {
    scaler.spec.fallback = { failureThreshold: 3, replicas: 3 };
    scaler.spec.triggers = [{ type: 'cpu', metricType: 'Utilization', metadata: { value: '60' } }];
  }),
]);
