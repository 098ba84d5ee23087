import { metal, replicaSet } from '../valid-base.ts';

export const severity = 'warning';

export const repository = metal([
  replicaSet((set) => {
    set.spec.template.metadata.generateName = 'worker';
  }),
]);
