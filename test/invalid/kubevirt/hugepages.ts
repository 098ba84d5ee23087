import { machineWith, metal } from '../valid-base.ts';

export const repository = metal([
  machineWith((spec) => {
    spec.domain.memory = { guest: '1537Mi', hugepages: { pageSize: '2Mi' } };
  }),
]);
