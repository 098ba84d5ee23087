import { kubeVirt, metal } from '../valid-base.ts';

export const repository = metal([kubeVirt({}), kubeVirt({}, 'second')]);
