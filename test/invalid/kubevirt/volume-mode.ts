import { claim, importJob, metal } from '../valid-base.ts';

export const repository = metal([claim('root', { volumeMode: 'Filesystem' }), importJob()]);
