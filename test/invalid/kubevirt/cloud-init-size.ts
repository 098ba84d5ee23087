import { machineWith, metal } from '../valid-base.ts';

export const repository = metal([
  machineWith((spec) => {
    spec.volumes[1].cloudInitNoCloud.userData = `#cloud-config\n# ${'é'.repeat(1020)}\n`;
  }),
]);
