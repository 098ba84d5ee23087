import { claim, importJob, metal } from '../valid-base.ts';

export const repository = metal([
  claim('root'),
  importJob((job) => {
    job.spec.ttlSecondsAfterFinished = 600;
  }),
]);
