import { contains, factsOf, formatCidr, formatRange, sizeOf } from '../../model/index.ts';
import type { AddressClaim } from '../../model/index.ts';
import { from } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Addresses belong to the segment they are used on. */
export const addressOutsideSegment: Rule = {
  code: 'address/outside-segment',
  title: 'an address lies inside its segment',
  why:
    'A host whose address is not in the network of its link is never asked for by its neighbours (ARP), and its own ' +
    'gateway is unreachable. The first and the last address of an IPv4 network are no host addresses.',
  *validate(repository) {
    for (const claim of factsOf(repository, 'address')) {
      const problem = problemOf(claim.fact);
      if (problem === undefined) continue;
      const { segment, label, range } = claim.fact;
      yield {
        code: addressOutsideSegment.code,
        message: `${label} ${problem} of the segment ${segment.name}`,
        ...from(claim),
        got: formatRange(range),
        expected: `host addresses of ${formatCidr(segment.network)}`,
        fix: `choose an address of ${segment.name}, or take it from the segment it belongs to`,
      };
    }
  },
};

function problemOf({ range, segment, use }: AddressClaim): string | undefined {
  const { network } = segment;
  if (!contains(network, range)) return 'is outside the network';
  // A pool may be a whole network: routes to single addresses know no broadcast. Reserved ones are used by nobody.
  if (use === 'loadBalancer' || use === 'reserved') return undefined;
  if (network.version === 6 || sizeOf(network) < 4n) return undefined;
  if (range.first === network.first) return 'takes the network address';
  return range.last === network.last ? 'takes the broadcast address' : undefined;
}
