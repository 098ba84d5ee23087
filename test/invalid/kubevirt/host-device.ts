import { kubeVirt, machineWith, metal } from '../valid-base.ts';

export const repository = metal([
  machineWith((spec) => {
    spec.domain.devices.gpus = [{ name: 'gpu1', deviceName: 'nvidia.com/GV100' }];
  }),
  kubeVirt({}),
]);
