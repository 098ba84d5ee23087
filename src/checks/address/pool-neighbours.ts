import { factsOf, formatRange } from '../../model/index.ts';
import type { Segment } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { from } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Neighbours of a pool that lies in their own segment look for its addresses by ARP. */
export const addressPoolNeighbours: Rule = {
  code: 'address/pool-neighbours',
  title: 'somebody answers ARP for load-balancer addresses inside a segment with hosts',
  why:
    'Hosts of the segment do not ask a router for addresses of their own network; with BGP alone nobody answers them. ' +
    'Observed with FRR and GoBGP: clients from outside reach the address, those of the VLAN lose every packet until the ' +
    'router has proxy_arp_pvlan (plain proxy_arp is not enough) or Cilium announces on layer 2.',
  *validate(repository) {
    const answered = new Set(factsOf(repository, 'neighbour-proxy').map(({ fact }) => keyOf(fact.segment)));
    const claims = factsOf(repository, 'address');
    const inhabited = new Set(
      claims
        .filter(
          ({ fact }) => fact.use === 'static' || fact.use === 'dhcp' || fact.segment.bridge !== undefined,
        )
        .map(({ fact }) => keyOf(fact.segment)),
    );
    for (const claim of claims) {
      const { use, segment, range, label } = claim.fact;
      if (use !== 'loadBalancer' || !inhabited.has(keyOf(segment)) || answered.has(keyOf(segment))) continue;
      if (indexOf(repository).byKind('cilium.io', 'CiliumL2AnnouncementPolicy', claim.cluster).length > 0)
        continue;
      yield {
        code: addressPoolNeighbours.code,
        severity: 'warning',
        message: `hosts of ${segment.name} cannot reach ${label}: nobody answers ARP for the addresses`,
        ...from(claim),
        got: formatRange(range),
        expected: `a router with proxy_arp_pvlan on ${segment.name}, layer-2 announcements, or a pool in a network of its own`,
        fix: "set neighbours to 'l2' in cilium(), or let a FirewallRouterVM on the segment serve the cluster",
      };
    }
  },
};

function keyOf(segment: Segment): string {
  return `${segment.name} ${segment.cidr}`;
}
