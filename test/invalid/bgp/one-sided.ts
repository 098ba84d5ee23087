import { chain } from '../facts.ts';
import { repositoryOf } from '../repository-of.ts';

/** The upstream router knows nothing of the router VM. */
export const repository = repositoryOf({}, chain({ rds: { sessions: [] } }));
