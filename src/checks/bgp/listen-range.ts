import { contains, formatRange, parseCidr } from '../../model/index.ts';
import { from } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { speakersOf } from './speakers.ts';

/** A router that waits for its neighbours accepts all the addresses they may have. */
export const bgpListenRange: Rule = {
  code: 'bgp/listen-range',
  title: 'the listen range contains the addresses of the nodes',
  why:
    'FRR accepts dynamic neighbours from `bgp listen range` only: a worker with an address outside it is turned away and ' +
    'its share of the traffic is lost.',
  *validate(repository) {
    const speakers = speakersOf(repository);
    for (const speaker of speakers.values()) {
      for (const { session, declared } of speaker.sessions) {
        const peer = speakers.get(session.peer);
        if (session.listen === undefined || peer === undefined) continue;
        const range = parseCidr(session.listen);
        const outside = peer.addresses.find((address) => !contains(range, address));
        if (outside === undefined) continue;
        yield {
          code: bgpListenRange.code,
          message: `${speaker.name} does not accept connections from all nodes of ${peer.name}`,
          ...from(declared),
          got: session.listen,
          expected: `a network that contains ${formatRange(outside)}`,
          fix: `listen on the whole segment of ${peer.name}`,
        };
      }
    }
  },
};
