import { metal, scaledObject, virtualMachine } from '../valid-base.ts';

export const repository = metal([
  virtualMachine(),
  scaledObject((scaler) => {
    scaler.spec.scaleTargetRef = { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachine', name: 'one' };
  }),
]);
