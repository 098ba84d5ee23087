import { parseRange } from '../../../src/model/index.ts';
import { chain } from '../facts.ts';
import { repositoryOf } from '../repository-of.ts';

export const repository = repositoryOf(
  {},
  chain({ srvlab: { addresses: [parseRange('10.42.70.10-10.42.70.20')] } }),
);
