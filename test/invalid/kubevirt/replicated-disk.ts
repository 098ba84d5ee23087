import { claim, metal, replicaSet } from '../valid-base.ts';

export const repository = metal([
  claim('root'),
  replicaSet((set) => {
    set.spec.template.spec.volumes[0] = { name: 'root', persistentVolumeClaim: { claimName: 'root' } };
  }),
]);
