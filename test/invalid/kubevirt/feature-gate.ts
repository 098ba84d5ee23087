import { kubeVirt, metal } from '../valid-base.ts';

export const repository = metal([
  kubeVirt({ developerConfiguration: { featureGates: ['HostDisk'], disabledFeatureGates: ['HostDisk'] } }),
]);
