import { balancerBlocks } from './frr.ts';
import { type RouterPlan, assertRouterPlan } from './router-plan.ts';

/**
 * The other end of a router's upstream session as a RouterOS script (7.20 and later, where a connection names an
 * instance). It is documentation for the operator of a physical router: it is meant to be read and then imported by
 * hand, and there is no offline checker for it. It accepts exactly what the plan announces.
 *
 * Throws when the plan has no upstream of that name.
 */
export function renderRouterOsPeer(plan: RouterPlan, upstreamName: string): string {
  assertRouterPlan(plan);
  const upstream = plan.upstreams.find(({ name }) => name === upstreamName);
  if (upstream === undefined) {
    const names = plan.upstreams.map(({ name }) => name).join(', ');
    throw new Error(`router ${plan.hostname} has no upstream ${upstreamName}; it has: ${names}`);
  }
  const tag = `${plan.hostname}-bgp`;
  const [input, output] = [`${plan.hostname}-in`, `${plan.hostname}-out`];
  const sent = upstream.accept ?? ['0.0.0.0/0'];
  const timers =
    upstream.timers === undefined
      ? ''
      : ` keepalive-time=${upstream.timers.keepalive}s hold-time=${upstream.timers.hold}s`;
  return [
    `# ${upstream.name} (AS ${upstream.asn}, ${upstream.address}): session with ${plan.hostname} (AS ${plan.asn}, ${bare(plan.outside.address)})`,
    `# Objects carry the comment "${tag}"; a new import replaces them.`,
    '',
    `/routing/bgp/connection remove [find comment="${tag}"]`,
    `/routing/bgp/template remove [find comment="${tag}"]`,
    `/routing/filter/rule remove [find comment="${tag}"]`,
    '',
    '# An instance may serve other sessions, so an existing one of this AS is kept.',
    '/routing/bgp/instance',
    `:if ([:len [find as=${upstream.asn}]] = 0) do={ add name=as${upstream.asn} as=${upstream.asn} router-id=${upstream.address} }`,
    '',
    '# The default action of a filter chain is reject; the last rule says so for the reader.',
    '/routing/filter/rule',
    ...announcements(plan).map(({ prefix, length }) => rule(input, tag, accept(prefix, length))),
    rule(input, tag, 'reject'),
    ...sent.map((prefix) => rule(output, tag, accept(prefix))),
    rule(output, tag, 'reject'),
    '',
    '/routing/bgp/template',
    `add name=${tag} input.filter=${input} output.filter-chain=${output}${sent.includes('0.0.0.0/0') ? ' output.default-originate=if-installed' : ''}${timers} comment="${tag}"`,
    '',
    '/routing/bgp/connection',
    `add name=${tag} instance=[/routing/bgp/instance get [find as=${upstream.asn}] name] templates=${tag} local.role=ebgp \\`,
    `    local.address=${upstream.address} remote.address=${bare(plan.outside.address)}/32 remote.as=${plan.asn} connect=yes listen=yes comment="${tag}"`,
    '',
  ].join('\n');
}

/** What the plan's router sends upwards; `length` is the only prefix length accepted inside `prefix`. */
function announcements(plan: RouterPlan): { prefix: string; length?: number }[] {
  return [
    ...plan.inside.filter(({ announce }) => announce !== false).map(({ cidr }) => ({ prefix: cidr })),
    ...plan.clusters.flatMap((cluster) => [
      ...cluster.loadBalancers
        .flatMap(balancerBlocks)
        .map((prefix) => ({ prefix, length: prefix.includes(':') ? 128 : 32 })),
      ...(cluster.pods?.announce === true
        ? [{ prefix: cluster.pods.cidr, length: cluster.pods.nodePrefix }]
        : []),
    ]),
  ];
}

function accept(prefix: string, length?: number): string {
  const condition = length === undefined ? `dst == ${prefix}` : `dst in ${prefix} && dst-len == ${length}`;
  return `if (${condition}) { accept }`;
}

function rule(chain: string, comment: string, text: string): string {
  return `add chain=${chain} rule="${text}" comment="${comment}"`;
}

function bare(address: string): string {
  return address.split('/')[0] ?? address;
}
