import { parseRange } from '../../../src/model/index.ts';
import { chain } from '../facts.ts';
import { repositoryOf } from '../repository-of.ts';

/** The router VM has another address inside than the nodes dial. */
export const repository = repositoryOf(
  {},
  chain({
    firewall: { addresses: [parseRange('10.42.67.201-10.42.67.201'), parseRange('10.42.66.2-10.42.66.2')] },
  }),
);
