import { describe, expect, it } from 'vitest';
import { bgpRules } from '../../src/checks/bgp/index.ts';
import { lets } from '../../src/checks/bgp/prefixes.ts';
import { parseRange } from '../../src/model/index.ts';
import type { BgpSpeaker, Repository } from '../../src/model/index.ts';
import { chain } from '../invalid/facts.ts';
import { repositoryOf } from '../invalid/repository-of.ts';
import { testRules } from './cases.ts';

const sound = repositoryOf({}, chain());
const vips = [{ cidr: '10.42.66.200/29', ge: 32, le: 32 }];

function changed(change: Parameters<typeof chain>[0]): Repository {
  return repositoryOf({}, chain(change));
}

/** A second description of the upstream router, as a second neighbour of it would give. */
const rdsAgain: BgpSpeaker = {
  type: 'bgp',
  name: 'rds',
  asn: 65400,
  addresses: [parseRange('10.42.69.1-10.42.69.1')],
  nodes: 1,
  sessions: [{ peer: 'metal', peerAsn: 64514, listen: '10.42.69.0/24' }],
  originates: [],
};
const metal: BgpSpeaker = {
  type: 'bgp',
  name: 'metal',
  asn: 64514,
  addresses: [parseRange('10.42.69.10-10.42.69.13')],
  nodes: 4,
  sessions: [{ peer: 'rds', peerAsn: 65400, peerAddress: '10.42.69.1' }],
  originates: [{ cidr: '10.142.0.0/16', ge: 24, le: 24 }],
};
const twoNeighbours = repositoryOf({}, [...chain(), rdsAgain, metal]);

testRules(bgpRules, {
  'bgp/asn-mismatch': {
    accepts: { 'a chain that agrees': sound, 'a router that two neighbours describe': twoNeighbours },
    refuses: {
      'a router described with two numbers': repositoryOf({}, [
        ...chain(),
        { ...rdsAgain, asn: 65401, sessions: [] },
      ]),
    },
  },
  'bgp/one-sided': {
    accepts: { 'sessions with two ends': twoNeighbours },
    refuses: {
      'a peer that nobody describes': repositoryOf({}, [metal]),
      'two ends that both wait': repositoryOf({}, [
        rdsAgain,
        { ...metal, sessions: [{ peer: 'rds', peerAsn: 65400, listen: '10.42.69.0/24' }] },
      ]),
    },
  },
  'bgp/peer-address': { accepts: { 'addresses that the peers have': twoNeighbours } },
  'bgp/listen-range': { accepts: { 'a range as wide as the segment': sound } },
  'bgp/listen-limit': {
    accepts: {
      'as many nodes as the limit': changed({ srvlab: { nodes: 20 } }),
      "FRR's own limit where none is given": repositoryOf({}, [rdsAgain, { ...metal, nodes: 100 }]),
    },
    refuses: { "more than FRR's own limit": repositoryOf({}, [rdsAgain, { ...metal, nodes: 101 }]) },
  },
  'bgp/prefix-filtered': {
    accepts: {
      'a chain that passes the pool on': sound,
      'an upstream router that does not send specific routes down': twoNeighbours,
    },
    refuses: {
      'a router that does not accept the pool': changed({
        firewall: {
          sessions: [
            { peer: 'rds', peerAsn: 65400, peerAddress: '10.42.67.1', announces: vips },
            {
              peer: 'srvlab',
              peerAsn: 64516,
              listen: '10.42.66.0/24',
              accepts: [{ cidr: '10.42.66.208/29', ge: 32 }],
            },
          ],
        },
      }),
      'a router that does not pass pods on': changed({
        srvlab: {
          originates: [...vips, { cidr: '10.150.0.0/16', ge: 24, le: 24 }],
          sessions: [{ peer: 'firewall-os', peerAsn: 64515, peerAddress: '10.42.66.1' }],
        },
      }),
    },
  },
  'bgp/shared-asn': { accepts: { 'clusters with numbers of their own': twoNeighbours } },
});

describe('a list of prefix filters', () => {
  it.each([
    ['an exact prefix', [{ cidr: '10.0.0.0/8' }], { cidr: '10.0.0.0/8' }, true],
    ['a part only with ge or le', [{ cidr: '10.0.0.0/8' }], { cidr: '10.1.0.0/16' }, false],
    [
      'every length from ge to le',
      [{ cidr: '10.0.0.0/8', ge: 16, le: 24 }],
      { cidr: '10.1.0.0/16', ge: 16, le: 24 },
      true,
    ],
    ['no longer prefix than le', [{ cidr: '10.0.0.0/8', le: 24 }], { cidr: '10.1.0.0/25' }, false],
    ['up to single addresses with ge alone', [{ cidr: '10.0.0.0/8', ge: 16 }], { cidr: '10.1.2.3/32' }, true],
    [
      'a pool by its parts',
      [
        { cidr: '10.0.0.0/25', ge: 32 },
        { cidr: '10.0.0.128/25', ge: 32 },
      ],
      { cidr: '10.0.0.0/24', ge: 32 },
      true,
    ],
    [
      'no pool with a gap',
      [
        { cidr: '10.0.0.0/26', ge: 32 },
        { cidr: '10.0.0.128/25', ge: 32 },
      ],
      { cidr: '10.0.0.0/24', ge: 32 },
      false,
    ],
    ['IPv4 and IPv6 apart', [{ cidr: '::/0', le: 128 }], { cidr: '10.0.0.0/8' }, false],
  ] as const)('lets pass %s', (_, filters, wanted, passes) => {
    expect(lets(filters, wanted)).toBe(passes);
  });

  it('lets everything pass when it is absent, and nothing when it is empty', () => {
    expect(lets(undefined, { cidr: '10.0.0.0/8' })).toBe(true);
    expect(lets([], { cidr: '10.0.0.0/8' })).toBe(false);
  });
});
