import { metal, pool } from '../valid-base.ts';

export const repository = metal([
  pool((set) => {
    set.spec.virtualMachineTemplate.spec.template.spec.domain.devices.interfaces[0].macAddress =
      '02:42:0a:2a:42:79';
  }),
]);
