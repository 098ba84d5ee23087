import { namespace } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

export const repository = repositoryOf({ srvlab: { infrastructure: { objects: namespace('flux-system') } } });
