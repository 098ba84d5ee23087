import { vms } from '../facts.ts';
import { repositoryOf } from '../repository-of.ts';

export const repository = repositoryOf({}, [
  { type: 'dhcp-clients', segment: vms, count: 40, label: 'workers' },
  { type: 'dhcp-clients', segment: vms, count: 21, label: 'builders' },
]);
