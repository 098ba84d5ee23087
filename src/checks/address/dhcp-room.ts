import { factsOf, formatRange, sizeOf } from '../../model/index.ts';
import type { DeclaredFact, DhcpClients } from '../../model/index.ts';
import { from } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** The DHCP range of a segment is big enough for all machines that take an address from it. */
export const addressDhcpRoom: Rule = {
  code: 'address/dhcp-room',
  title: 'the DHCP range has an address for every machine',
  why:
    'When the range is used up, the next worker that an autoscaler starts gets no address and never joins. A replaced ' +
    'machine has a new MAC address and takes a second lease until the old one ends.',
  *validate(repository) {
    const segments = new Map<string, DeclaredFact<DhcpClients>[]>();
    for (const clients of factsOf(repository, 'dhcp-clients')) {
      const key = `${clients.fact.segment.name} ${clients.fact.segment.cidr}`;
      segments.set(key, [...(segments.get(key) ?? []), clients]);
    }
    for (const clients of segments.values()) {
      const last = clients.at(-1);
      if (last === undefined) continue;
      const { segment } = last.fact;
      const count = clients.reduce((sum, { fact }) => sum + fact.count, 0);
      const room = segment.dhcp === undefined ? 0n : sizeOf(segment.dhcp.range);
      if (BigInt(count) <= room) continue;
      const labels = clients.map(({ fact }) => `${fact.label} (${fact.count})`).join(', ');
      yield {
        code: addressDhcpRoom.code,
        message: `the DHCP range of ${segment.name} is too small for ${labels}`,
        ...from(last),
        got:
          segment.dhcp === undefined
            ? 'no DHCP range'
            : `${room} addresses, ${formatRange(segment.dhcp.range)}`,
        expected: `at least ${count} addresses`,
        fix: `widen dhcp of the segment ${segment.name}, or lower the number of machines`,
      };
    }
  },
};
