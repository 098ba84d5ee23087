import { metal, prometheusTrigger, replicaSet, scaledObject } from '../valid-base.ts';

export const repository = metal([
  replicaSet(),
  scaledObject((scaler) => {
    scaler.spec.triggers = [
      { ...prometheusTrigger(), metadata: { ...prometheusTrigger().metadata, threshold: 'one' } },
    ];
  }),
]);
