import { cidrsOf, formatCidr, parseRange } from '../model/ip.ts';
import {
  type BgpTimers,
  type RoutedCluster,
  type RouterPlan,
  type UpstreamRouter,
  assertRouterPlan,
} from './router-plan.ts';

/**
 * The integrated FRR configuration (`/etc/frr/frr.conf`, FRR 8.4 and later) of a router.
 *
 * Every neighbour has an inbound and an outbound route map, and `bgp ebgp-requires-policy` is written out: its default
 * depends on the `frr defaults` profile, and a session without policy must exchange nothing. Filters come first, so a
 * reload never runs a session against a filter that does not exist yet. No passwords: a secret never becomes text here.
 */
export function renderFrr(plan: RouterPlan): string {
  assertRouterPlan(plan);
  const filters = filtersOf(plan);
  const families = familiesOf(filters.lists);
  return [
    'frr defaults traditional',
    `hostname ${plan.hostname}`,
    'log syslog informational',
    'service integrated-vtysh-config',
    '!',
    ...filters.lists.flatMap((list) => families.flatMap((family) => prefixList(list, family))),
    '!',
    ...filters.maps.flatMap((map) => routeMap(map, families)),
    ...routerBgp(plan, families),
    'end',
    '',
  ].join('\n');
}

interface PrefixList {
  readonly name: string;
  readonly entries: readonly { readonly prefix: string; readonly exactly?: number }[];
}

interface RouteMap {
  readonly name: string;
  readonly lists: readonly string[];
}

type Family = 'ipv4' | 'ipv6';

const defaultPrefixes = ['0.0.0.0/0', '::/0'];

function filtersOf(plan: RouterPlan): { lists: PrefixList[]; maps: RouteMap[] } {
  const announced = plan.inside
    .filter((network) => network.announce !== false)
    .map((network) => network.cidr);
  const lists: PrefixList[] = [{ name: 'DEFAULT', entries: defaultPrefixes.map((prefix) => ({ prefix })) }];
  const maps: RouteMap[] = [];
  const upwards: string[] = [];
  if (announced.length > 0) {
    lists.push({ name: 'INSIDE', entries: announced.map((prefix) => ({ prefix })) });
    upwards.push('INSIDE');
  }
  for (const cluster of plan.clusters) {
    const name = upper(cluster.name);
    const balancers = cluster.loadBalancers.flatMap(balancerBlocks);
    const accepted = [`${name}-LB`];
    lists.push({
      name: `${name}-LB`,
      entries: balancers.map((prefix) => ({ prefix, exactly: familyOf(prefix) === 'ipv4' ? 32 : 128 })),
    });
    upwards.push(`${name}-LB`);
    if (cluster.pods !== undefined) {
      accepted.push(`${name}-PODS`);
      lists.push({
        name: `${name}-PODS`,
        entries: [{ prefix: cluster.pods.cidr, exactly: cluster.pods.nodePrefix }],
      });
      if (cluster.pods.announce === true) upwards.push(`${name}-PODS`);
    }
    maps.push({ name: `${name}-IN`, lists: accepted });
    maps.push({ name: `${name}-OUT`, lists: cluster.defaultRoute === 'none' ? [] : ['DEFAULT'] });
  }
  for (const upstream of plan.upstreams) {
    const name = upper(upstream.name);
    const own = upstream.accept !== undefined;
    if (own) lists.push({ name: `${name}-ACCEPT`, entries: upstream.accept.map((prefix) => ({ prefix })) });
    maps.push({ name: `${name}-IN`, lists: [own ? `${name}-ACCEPT` : 'DEFAULT'] });
    maps.push({ name: `${name}-OUT`, lists: upwards });
  }
  return { lists, maps };
}

/** A list exists in each address family in use, so that a route map may name it in all; an empty one denies all. */
function prefixList(list: PrefixList, family: Family): string[] {
  const entries = list.entries.filter(({ prefix }) => familyOf(prefix) === family);
  const command = `${family === 'ipv4' ? 'ip' : 'ipv6'} prefix-list ${list.name}`;
  if (entries.length === 0) return [`${command} seq 5 deny any`];
  return entries.map(({ prefix, exactly }, index) => {
    const length = Number(prefix.split('/')[1]);
    // `ge` has to be longer than the prefix itself; a prefix of just that length matches exactly without it.
    const bounds = exactly === undefined || exactly === length ? '' : ` ge ${exactly} le ${exactly}`;
    return `${command} seq ${(index + 1) * 5} permit ${prefix}${bounds}`;
  });
}

function routeMap(map: RouteMap, families: readonly Family[]): string[] {
  const matches = map.lists.flatMap((list) =>
    families.map((family) => ` match ${family === 'ipv4' ? 'ip' : 'ipv6'} address prefix-list ${list}`),
  );
  return [
    ...matches.flatMap((match, index) => [
      `route-map ${map.name} permit ${(index + 1) * 10}`,
      match,
      'exit',
      '!',
    ]),
    `route-map ${map.name} deny 65535`,
    'exit',
    '!',
  ];
}

function routerBgp(plan: RouterPlan, families: readonly Family[]): string[] {
  return [
    `router bgp ${plan.asn}`,
    ` bgp router-id ${plan.routerId}`,
    ' bgp log-neighbor-changes',
    ' bgp ebgp-requires-policy',
    ' no bgp default ipv4-unicast',
    ...plan.clusters.flatMap((cluster) => peerGroup(cluster)),
    ...plan.upstreams.flatMap((upstream) => neighbour(upstream, plan)),
    ...plan.clusters.map((cluster) => ` bgp listen range ${cluster.nodes} peer-group ${upper(cluster.name)}`),
    // One limit for all groups: FRR counts dynamic neighbours per instance.
    ...(plan.clusters.length === 0
      ? []
      : [` bgp listen limit ${plan.clusters.reduce((sum, cluster) => sum + cluster.maximumNodes, 0)}`]),
    ' !',
    ...families.flatMap((family) => addressFamily(plan, family)),
    'exit',
    '!',
  ];
}

function peerGroup(cluster: RoutedCluster): string[] {
  const group = upper(cluster.name);
  return [
    ` neighbor ${group} peer-group`,
    ` neighbor ${group} remote-as ${cluster.asn}`,
    ` neighbor ${group} description nodes of ${cluster.name}`,
    ...timers(group, cluster.timers),
  ];
}

function neighbour(upstream: UpstreamRouter, plan: RouterPlan): string[] {
  return [
    ` neighbor ${upstream.address} remote-as ${upstream.asn}`,
    ` neighbor ${upstream.address} description ${upstream.name}`,
    ...(familyOf(upstream.address) === familyOf(plan.outside.address)
      ? [` neighbor ${upstream.address} update-source ${plan.outside.address.split('/')[0]}`]
      : []),
    ...timers(upstream.address, upstream.timers),
  ];
}

function timers(neighbor: string, given: BgpTimers | undefined): string[] {
  return given === undefined ? [] : [` neighbor ${neighbor} timers ${given.keepalive} ${given.hold}`];
}

function addressFamily(plan: RouterPlan, family: Family): string[] {
  const announced = plan.inside.filter(
    ({ announce, cidr }) => announce !== false && familyOf(cidr) === family,
  );
  return [
    ` address-family ${family} unicast`,
    ...announced.map(({ cidr }) => `  network ${cidr}`),
    ...plan.clusters.flatMap((cluster) => [
      ...session(upper(cluster.name), upper(cluster.name), cluster.maximumPrefixes),
      ...(cluster.defaultRoute === 'originate'
        ? [`  neighbor ${upper(cluster.name)} default-originate`]
        : []),
    ]),
    ...plan.upstreams
      .filter(({ address }) => familyOf(address) === family)
      .flatMap((upstream) => session(upstream.address, upper(upstream.name), upstream.maximumPrefixes)),
    `  maximum-paths ${plan.maximumPaths ?? 16}`,
    ' exit-address-family',
    ' !',
  ];
}

function session(neighbor: string, policy: string, maximumPrefixes = 1000): string[] {
  return [
    `  neighbor ${neighbor} activate`,
    `  neighbor ${neighbor} soft-reconfiguration inbound`,
    `  neighbor ${neighbor} maximum-prefix ${maximumPrefixes}`,
    `  neighbor ${neighbor} route-map ${policy}-IN in`,
    `  neighbor ${neighbor} route-map ${policy}-OUT out`,
  ];
}

/** IPv6 takes part once a prefix other than the default route is of that family. */
function familiesOf(lists: readonly PrefixList[]): Family[] {
  const six = lists.some(({ entries }) =>
    entries.some(({ prefix }) => prefix !== '::/0' && familyOf(prefix) === 'ipv6'),
  );
  return six ? ['ipv4', 'ipv6'] : ['ipv4'];
}

/** A CIDR stays as it is; an inclusive range becomes the smallest list of CIDRs that covers exactly it. */
export function balancerBlocks(spec: string): string[] {
  return cidrsOf(parseRange(spec)).map(formatCidr);
}

function familyOf(prefix: string): Family {
  return prefix.includes(':') ? 'ipv6' : 'ipv4';
}

function upper(name: string): string {
  return name.toUpperCase();
}
