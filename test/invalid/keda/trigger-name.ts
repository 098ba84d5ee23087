import { cronTrigger, metal, prometheusTrigger, replicaSet, scaledObject } from '../valid-base.ts';

export const repository = metal([
  replicaSet(),
  scaledObject((scaler) => {
    scaler.spec.triggers = [
      { ...cronTrigger(), name: 'day' },
      { ...prometheusTrigger(), name: 'day' },
    ];
  }),
]);
