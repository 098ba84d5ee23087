import { netmask, parseCidr, parseIp, parseRange } from '../model/ip.ts';
import type { DhcpReservation, DhcpService, InsideNetwork, RouterPlan } from './router-plan.ts';

/**
 * dnsmasq configuration (2.86 and later) for the inside networks that have DHCP. DNS is answered only where a network
 * hands out the router itself as name server; otherwise the port stays closed (`port=0`).
 *
 * Leases follow the MAC, not the client identifier: clones of one image can share a machine id, and with it the
 * identifier, and would be given one address.
 */
export function renderDnsmasq(plan: RouterPlan): string {
  const served = plan.inside.filter(hasDhcp);
  const answersDns = served.some(({ dhcp }) => dhcp.dns === undefined);
  return [
    ...(answersDns ? ['domain-needed', 'bogus-priv', 'no-hosts'] : ['port=0']),
    'bind-dynamic',
    // DNS and DHCP never listen towards the upstream.
    `except-interface=${plan.outside.interface}`,
    'dhcp-authoritative',
    'dhcp-ignore-clid',
    ...served.flatMap(networkLines),
    '',
  ].join('\n');
}

type Served = InsideNetwork & { readonly dhcp: DhcpService };

function hasDhcp(network: InsideNetwork): network is Served {
  return network.dhcp !== undefined;
}

function networkLines(network: Served): string[] {
  const { dhcp } = network;
  const tag = `tag:${network.interface}`;
  assertDhcp(network);
  const range = dhcp.range.replace('-', ',');
  return [
    '',
    `interface=${network.interface}`,
    `dhcp-range=set:${network.interface},${range},${netmask(parseCidr(network.cidr))},${dhcp.leaseSeconds ?? 43200}`,
    `dhcp-option=${tag},option:router,${network.address}`,
    `dhcp-option=${tag},option:dns-server,${(dhcp.dns ?? [network.address]).join(',')}`,
    ...(network.mtu === undefined ? [] : [`dhcp-option=${tag},option:mtu,${network.mtu}`]),
    ...(dhcp.domain === undefined ? [] : [`domain=${dhcp.domain},${network.cidr}`]),
    ...sortedByAddress(dhcp.reservations ?? []).map(reservationLine),
  ];
}

function assertDhcp(network: Served): void {
  const { dhcp } = network;
  const subnet = parseCidr(network.cidr);
  const range = parseRange(dhcp.range);
  if (range.first <= subnet.first || range.last >= subnet.last) {
    throw new Error(
      `DHCP range ${dhcp.range} leaves the host addresses of ${network.cidr}; choose a range inside`,
    );
  }
  const gateway = parseIp(network.address).value;
  if (range.first <= gateway && gateway <= range.last) {
    throw new Error(
      `DHCP range ${dhcp.range} contains the router's own address ${network.address}; shrink the range`,
    );
  }
  if (dhcp.leaseSeconds !== undefined && dhcp.leaseSeconds < 120) {
    throw new Error(
      `DHCP lease of ${network.interface} is ${dhcp.leaseSeconds} s; use at least 120, dnsmasq's lower bound`,
    );
  }
}

/** By address, so that the order of description does not matter and a reader finds a gap at once. */
function sortedByAddress(reservations: readonly DhcpReservation[]): DhcpReservation[] {
  return reservations.toSorted((a, b) => Number(parseIp(a.address).value - parseIp(b.address).value));
}

function reservationLine({ mac, address, name }: DhcpReservation): string {
  return `dhcp-host=${[mac, address, ...(name === undefined ? [] : [name])].join(',')}`;
}
