import { metal, replicaSet } from '../valid-base.ts';

export const severity = 'warning';

export const repository = metal([
  replicaSet((set) => {
    set.spec.template.spec.domain.firmware = { bootloader: { bios: {} } };
  }),
]);
