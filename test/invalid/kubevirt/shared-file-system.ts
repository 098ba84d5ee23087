import { claim, kubeVirt, machineOnDisk, metal } from '../valid-base.ts';

export const repository = metal([
  claim('root'),
  kubeVirt({}),
  machineOnDisk((spec) => {
    spec.domain.devices.disks.shift();
    spec.domain.devices.filesystems = [{ name: 'root', virtiofs: {} }];
  }),
]);
