import { machineWith, metal } from '../valid-base.ts';

export const repository = metal([
  machineWith((spec) => {
    spec.readinessProbe = { httpGet: { port: 80 }, guestAgentPing: {} };
  }),
]);
