import { overlaps, parseCidr, parseRange } from '../model/ip.ts';
import type { InsideNetwork, RouterPlan } from './router-plan.ts';

/**
 * Kernel settings of a router, one `KEY = VALUE` a line. A network that contains load balancer addresses gets
 * `proxy_arp_pvlan`: its own hosts ask for such an address by ARP and nobody has it, so the router answers and
 * forwards (plain `proxy_arp` does not answer on the interface that it would forward to).
 */
export function renderSysctl(plan: RouterPlan): string {
  const redirects = ['all', 'default', ...plan.inside.map((network) => network.interface)];
  return [
    'net.ipv4.ip_forward = 1',
    ...(plan.inside.some(({ cidr }) => cidr.includes(':')) ? ['net.ipv6.conf.all.forwarding = 1'] : []),
    // Routes by flow, not by packet, when several nodes announce one address.
    'net.ipv4.fib_multipath_hash_policy = 1',
    // A redirect would send hosts of a network to an address that answers no ARP.
    ...redirects.map((name) => `net.ipv4.conf.${name}.send_redirects = 0`),
    ...plan.inside
      .filter((network) => holdsBalancers(network, plan))
      .map((network) => `net.ipv4.conf.${network.interface}.proxy_arp_pvlan = 1`),
    '',
  ].join('\n');
}

function holdsBalancers(network: InsideNetwork, plan: RouterPlan): boolean {
  const subnet = parseCidr(network.cidr);
  return plan.clusters.some((cluster) =>
    cluster.loadBalancers.some((spec) => overlaps(parseRange(spec), subnet)),
  );
}
