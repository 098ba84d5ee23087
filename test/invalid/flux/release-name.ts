import { helmRelease } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

const objects = helmRelease('monitoring-of-all-the-virtual-machines-and-their-disks', 'prometheus');

export const repository = repositoryOf({ srvlab: { infrastructure: { objects } } });
