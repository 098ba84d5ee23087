import { chain } from '../facts.ts';
import { repositoryOf } from '../repository-of.ts';

/** The upstream router accepts half of the pool. */
export const repository = repositoryOf(
  {},
  chain({
    rds: {
      sessions: [
        {
          peer: 'firewall-os',
          peerAsn: 64515,
          peerAddress: '10.42.67.201',
          accepts: [{ cidr: '10.42.66.200/30', ge: 32, le: 32 }],
        },
      ],
    },
  }),
);
