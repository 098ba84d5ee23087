import { machineWith, metal } from '../valid-base.ts';

export const repository = metal([
  machineWith((spec) => {
    spec.domain.cpu = { cores: 4, dedicatedCpuPlacement: true };
    spec.domain.resources = { requests: { cpu: '3' } };
  }),
]);
