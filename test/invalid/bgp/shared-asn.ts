import type { BgpSpeaker } from '../../../src/model/index.ts';
import { parseRange } from '../../../src/model/index.ts';
import { repositoryOf } from '../repository-of.ts';

const node = (name: string, host: string): BgpSpeaker => ({
  type: 'bgp',
  name,
  asn: 64516,
  addresses: [parseRange(`${host}-${host}`)],
  nodes: 3,
  sessions: [{ peer: 'rds', peerAsn: 65400, peerAddress: '10.42.67.1' }],
  originates: [],
});

export const severity = 'warning';
export const repository = repositoryOf({}, [
  node('srvlab', '10.42.67.10'),
  node('buildlab', '10.42.67.11'),
  {
    type: 'bgp',
    name: 'rds',
    asn: 65400,
    addresses: [parseRange('10.42.67.1-10.42.67.1')],
    nodes: 1,
    sessions: [
      { peer: 'srvlab', peerAsn: 64516, peerAddress: '10.42.67.10' },
      { peer: 'buildlab', peerAsn: 64516, peerAddress: '10.42.67.11' },
    ],
    originates: [],
  },
]);
