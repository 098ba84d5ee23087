import { cilium } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

export const repository = repositoryOf({
  srvlab: { infrastructure: { objects: cilium({ ipam: undefined }) } },
});
