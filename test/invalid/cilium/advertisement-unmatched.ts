import { crdsThere } from '../facts.ts';
import { announcements } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

export const repository = repositoryOf(
  { srvlab: { 'infrastructure-config': { objects: announcements('{ announce: some }') } } },
  [crdsThere('cilium.io')],
);
