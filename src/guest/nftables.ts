import { parseRange } from '../model/ip.ts';
import { balancerBlocks } from './frr.ts';
import { type InsideNetwork, type RouterPlan, assertRouterPlan } from './router-plan.ts';

/**
 * The router's packet filter as one nftables script. It owns the table `inet firewall_os` and nothing else; the
 * declare-delete-declare opening makes a reload one transaction that leaves foreign tables alone.
 *
 * Traffic between hosts of one inside network is accepted before connection tracking: a load balancer address inside
 * that network is reached through the router while the answer goes straight back, so the router sees one direction
 * only and would take the client's second packet for an invalid one. Different inside networks do not reach each other.
 *
 * Throws on IPv6 networks or addresses: the filter opens IPv4 only, and IPv6 would be dropped without a word.
 */
export function renderNftables(plan: RouterPlan): string {
  assertRouterPlan(plan);
  refuseIpv6(plan);
  const { outside } = plan;
  return `#!/usr/sbin/nft -f

table inet firewall_os
delete table inet firewall_os

table inet firewall_os {
${indent(sets(plan))}

	chain input {
		type filter hook input priority filter; policy drop;

		iifname "lo" accept
		ct state established,related accept
		ct state invalid drop
		meta l4proto { icmp, ipv6-icmp } accept
${indent(
  plan.inside.flatMap((network) => insideInput(network, plan)),
  2,
)}
${indent(outsideInput(plan), 2)}
	}

	chain forward {
		type filter hook forward priority filter; policy drop;

${indent(
  plan.inside.map(({ interface: name }) => `iifname "${name}" oifname "${name}" accept`),
  2,
)}
		ct state established,related accept
		ct state invalid drop
${indent(
  plan.inside.map((network) => `iifname "${network.interface}" oifname "${outside.interface}" accept`),
  2,
)}
${indent(
  plan.inside.flatMap((network) => inbound(network, plan)),
  2,
)}
	}
${outside.masquerade === undefined ? '' : masquerade(plan, outside.masquerade.except)}}
`;
}

const setNames = { balancers: 'load_balancers', upstreams: 'upstream_routers' } as const;

function sets(plan: RouterPlan): string[] {
  const balancers = plan.clusters.flatMap((cluster) => cluster.loadBalancers.flatMap(balancerBlocks));
  return [
    ...addressSet(setNames.balancers, true, balancers),
    '',
    ...addressSet(
      setNames.upstreams,
      false,
      plan.upstreams.map(({ address }) => address),
    ),
  ];
}

function addressSet(name: string, interval: boolean, elements: readonly string[]): string[] {
  return [
    `set ${name} {`,
    '	type ipv4_addr',
    ...(interval ? ['	flags interval', '	auto-merge'] : []),
    ...(elements.length === 0 ? [] : ['	elements = {', ...elements.map((element) => `		${element},`), '	}']),
    '}',
  ];
}

function insideInput(network: InsideNetwork, plan: RouterPlan): string[] {
  const on = `iifname "${network.interface}"`;
  const nodes = plan.clusters
    .map((cluster) => cluster.nodes)
    .filter((subnet) => isWithin(subnet, network.cidr));
  const dns = network.dhcp !== undefined && network.dhcp.dns === undefined;
  return [
    ...nodes.map((subnet) => `${on} ip saddr ${subnet} tcp dport 179 accept`),
    ...(network.dhcp === undefined ? [] : [`${on} udp sport 68 udp dport 67 accept`]),
    ...(dns ? [`${on} meta l4proto { tcp, udp } th dport 53 accept`] : []),
  ];
}

function outsideInput(plan: RouterPlan): string[] {
  const on = `iifname "${plan.outside.interface}"`;
  return [
    `${on} ip saddr @${setNames.upstreams} tcp dport 179 accept`,
    ...(plan.outside.sshFrom ?? []).map((source) => `${on} ip saddr ${source} tcp dport 22 accept`),
  ];
}

function inbound(network: InsideNetwork, plan: RouterPlan): string[] {
  const between = `iifname "${plan.outside.interface}" oifname "${network.interface}"`;
  const ports = network.openPorts ?? [];
  return [
    `${between} ip daddr @${setNames.balancers} accept`,
    ...(ports.length === 0
      ? []
      : [`${between} ip daddr ${network.cidr} tcp dport { ${ports.join(', ')} } accept`]),
    `${between} meta l4proto { icmp, ipv6-icmp } accept`,
  ];
}

function masquerade(plan: RouterPlan, except: readonly string[]): string {
  const on = `oifname "${plan.outside.interface}"`;
  const rules = [
    ...(except.length === 0 ? [] : [`${on} ip daddr { ${except.join(', ')} } return`]),
    ...plan.inside.map((network) => `${on} ip saddr ${network.cidr} masquerade`),
  ];
  return `
	chain postrouting {
		type nat hook postrouting priority srcnat; policy accept;

${indent(rules, 2)}
	}
`;
}

function isWithin(inner: string, outer: string): boolean {
  const [a, b] = [parseRange(inner), parseRange(outer)];
  return a.version === b.version && b.first <= a.first && a.last <= b.last;
}

function refuseIpv6(plan: RouterPlan): void {
  const six = [
    ...plan.inside.map(({ cidr }) => cidr),
    ...plan.clusters.flatMap((cluster) => [cluster.nodes, ...cluster.loadBalancers]),
    ...plan.upstreams.map(({ address }) => address),
  ].find((text) => text.includes(':'));
  if (six !== undefined) {
    throw new Error(
      `packet filter of ${plan.hostname} got the IPv6 text ${six}; it covers IPv4 only, describe IPv4`,
    );
  }
}

function indent(lines: readonly string[], depth = 1): string {
  return lines.map((line) => (line === '' ? '' : '\t'.repeat(depth) + line)).join('\n');
}
