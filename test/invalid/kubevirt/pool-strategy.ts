import { metal, pool } from '../valid-base.ts';

export const repository = metal([
  pool((set) => {
    set.spec.updateStrategy = { unmanaged: {}, opportunistic: {} };
  }),
]);
