import { metal, NAMESPACE } from '../valid-base.ts';

export const repository = metal([
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'database', namespace: NAMESPACE },
    stringData: { password: 'hunter2' },
  },
]);
