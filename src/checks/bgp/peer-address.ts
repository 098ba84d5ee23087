import { contains, formatRange, parseIp, rangeOf } from '../../model/index.ts';
import { from } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { speakersOf } from './speakers.ts';

/** The address that is dialled is one of the peer's own. */
export const bgpPeerAddress: Rule = {
  code: 'bgp/peer-address',
  title: 'the peer has the address that is dialled',
  why: 'The connection goes to whoever has the address; without a BGP speaker there the session stays in Active for ever.',
  *validate(repository) {
    const speakers = speakersOf(repository);
    for (const speaker of speakers.values()) {
      for (const { session, declared } of speaker.sessions) {
        const { peerAddress } = session;
        const peer = speakers.get(session.peer);
        if (peerAddress === undefined || peer === undefined) continue;
        const address = rangeOf(parseIp(peerAddress));
        if (peer.addresses.some((own) => contains(own, address))) continue;
        yield {
          code: bgpPeerAddress.code,
          message: `${speaker.name} dials an address that ${peer.name} does not have`,
          ...from(declared),
          got: peerAddress,
          expected: peer.addresses.map(formatRange).join(' or ') || `an address of ${peer.name}`,
          fix: `take the address from the handle of ${peer.name}`,
        };
      }
    }
  },
};
