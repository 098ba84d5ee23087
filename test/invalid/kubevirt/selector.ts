import { metal, replicaSet } from '../valid-base.ts';

export const repository = metal([
  replicaSet((set) => {
    set.spec.selector.matchLabels.machine = 'control-plane';
  }),
]);
