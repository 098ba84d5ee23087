import { from } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { speakersOf } from './speakers.ts';

/** What one end takes for the other's number is that number. */
export const bgpAsnMismatch: Rule = {
  code: 'bgp/asn-mismatch',
  title: 'both ends of a BGP session agree on the AS numbers',
  why:
    'A BGP speaker closes the session with "bad peer AS" when the number in the OPEN message is not the configured ' +
    'one (RFC 4271, 6.2); the session flaps for ever and no route is exchanged.',
  *validate(repository) {
    const speakers = speakersOf(repository);
    for (const speaker of speakers.values()) {
      for (const declared of speaker.declared) {
        if (declared.fact.asn === speaker.asn) continue;
        yield {
          code: bgpAsnMismatch.code,
          message: `${speaker.name} is described with two AS numbers`,
          ...from(declared),
          got: String(declared.fact.asn),
          expected: String(speaker.asn),
          fix: `make one handle for ${speaker.name} and use it everywhere`,
        };
      }
      for (const { session, declared } of speaker.sessions) {
        const peer = speakers.get(session.peer);
        if (peer === undefined || peer.asn === session.peerAsn) continue;
        yield {
          code: bgpAsnMismatch.code,
          message: `${speaker.name} expects another AS number of ${peer.name} than it has`,
          ...from(declared),
          got: String(session.peerAsn),
          expected: String(peer.asn),
          fix: `give both ends the same handle of ${peer.name}, or correct the number`,
        };
      }
    }
  },
};
