import { from } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { sessionTo, speakersOf } from './speakers.ts';

/** A session has two ends, and one of them dials. */
export const bgpOneSided: Rule = {
  code: 'bgp/one-sided',
  title: 'both ends of a BGP session are configured',
  why:
    'A router refuses connections of neighbours that it does not know, and FRR is passive towards dynamic neighbours: a ' +
    'session that one end alone describes, or that both ends wait for, never comes up.',
  *validate(repository) {
    const speakers = speakersOf(repository);
    for (const speaker of speakers.values()) {
      for (const { session, declared } of speaker.sessions) {
        const peer = speakers.get(session.peer);
        const back = peer === undefined ? undefined : sessionTo(peer, speaker);
        if (back === undefined) {
          yield {
            code: bgpOneSided.code,
            message: `${speaker.name} peers with ${session.peer}, but not the other way round`,
            ...from(declared),
            got:
              peer === undefined
                ? `nothing describes ${session.peer}`
                : `${peer.name} has no session to ${speaker.name}`,
            expected: `a session of ${session.peer} to ${speaker.name}`,
            fix: `add ${speaker.name} to the peers of ${session.peer}`,
          };
        } else if (
          session.peerAddress === undefined &&
          back.peerAddress === undefined &&
          speaker.name < session.peer
        ) {
          yield {
            code: bgpOneSided.code,
            message: `neither ${speaker.name} nor ${session.peer} opens their BGP session`,
            ...from(declared),
            got: 'no peer address at either end',
            expected: 'the address of the other end at one of them at least',
            fix: `give the router an address on the segment of the nodes`,
          };
        }
      }
    }
  },
};
