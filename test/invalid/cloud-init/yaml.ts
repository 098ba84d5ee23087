import { machineSaying, metal } from '../valid-base.ts';

export const repository = metal([machineSaying('#cloud-config\nruncmd: [one\n')]);
