import { chain } from '../facts.ts';
import { repositoryOf } from '../repository-of.ts';

export const repository = repositoryOf({}, chain({ srvlab: { nodes: 21 } }));
