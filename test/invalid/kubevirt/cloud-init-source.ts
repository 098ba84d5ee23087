import { machineWith, metal } from '../valid-base.ts';

export const repository = metal([
  machineWith((spec) => {
    spec.volumes[1].cloudInitNoCloud.userDataBase64 = 'I2Nsb3VkLWNvbmZpZwo=';
  }),
]);
