import { repositoryOf } from '../repository-of.ts';

export const repository = repositoryOf({}, [
  { type: 'mac', mac: '02:00:0a:00:00:01', label: 'srvlab-cp-1' },
  { type: 'mac', mac: '02-00-0A-00-00-01', label: 'srvlab-cp-2' },
]);
