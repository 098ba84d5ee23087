import { crdsThere } from '../facts.ts';
import { announcements } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

const objects = announcements().replace(/ *selector: \{ matchExpressions.*\n/, '');

export const repository = repositoryOf({ srvlab: { 'infrastructure-config': { objects } } }, [
  crdsThere('cilium.io'),
]);
