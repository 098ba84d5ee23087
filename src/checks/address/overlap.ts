import { byCodeUnit, contains, factsOf, formatCidr } from '../../model/index.ts';
import type { DeclaredFact, Finding, NetworkClaim, Repository } from '../../model/index.ts';
import { from } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { guestNetworks } from './guest-networks.ts';

type Claim = DeclaredFact<NetworkClaim>;

/** Networks nest or are disjoint; they nest only where one is the place for the other. */
export const addressOverlap: Rule = {
  code: 'address/overlap',
  title: 'no network is used twice',
  why:
    'An address that means two things is routed to one of them only: with pods in 10.42.0.0/16, the default of K3s, every ' +
    'VLAN of a site in 10.42.64.0/18 becomes unreachable from the pods. 10.0.2.0/24 is the network that KubeVirt ' +
    'gives to VMs with masquerade, 100.64.0.0/10 the one of a tailnet.',
  validate: (repository) => overlaps(claimsOf(repository)),
};

function claimsOf(repository: Repository): Claim[] {
  const distinct = new Map<string, Claim>();
  for (const claim of [...factsOf(repository, 'network'), ...guestNetworks(repository)]) {
    const { use, cidr, label } = claim.fact;
    // Every cluster may say that it has the same guest network or joins the same tailnet.
    const shared = use === 'masquerade' || use === 'tailnet';
    const key = shared ? `${use} ${formatCidr(cidr)}` : `${use} ${formatCidr(cidr)} ${label}`;
    if (!distinct.has(key)) distinct.set(key, claim);
  }
  return [...distinct.values()];
}

/** Walks the networks from the widest to the narrowest; those around the current one are on a stack. O(n log n). */
function* overlaps(claims: Claim[]): Iterable<Finding> {
  const around: { readonly claim: Claim; readonly clashes: ReadonlySet<Claim> }[] = [];
  for (const claim of claims.toSorted(widestFirst)) {
    while (around.length > 0 && !contains(around[around.length - 1]!.claim.fact.cidr, claim.fact.cidr))
      around.pop();
    const clashes = new Set(
      around.map((outer) => outer.claim).filter((outer) => !mayHold(outer.fact, claim.fact)),
    );
    // What a network in between clashes with already is the same mistake.
    const known = new Set(around.flatMap((outer) => [...outer.clashes]));
    const widest = [...clashes].find((outer) => !known.has(outer));
    if (widest !== undefined) yield finding(widest, claim);
    around.push({ claim, clashes });
  }
}

/** The only nestings with a meaning: a site holds segments, and both hold load-balancer addresses. */
function mayHold(outer: NetworkClaim, inner: NetworkClaim): boolean {
  if (outer.use === 'supernet') return inner.use === 'segment' || inner.use === 'loadBalancers';
  return outer.use === 'segment' && inner.use === 'loadBalancers';
}

function finding(outer: Claim, inner: Claim): Finding {
  // The site and its segments are there first; what is to be changed is the other one.
  const site = inner.fact.use === 'supernet' || inner.fact.use === 'segment';
  const [culprit, other] = site ? [outer, inner] : [inner, outer];
  return {
    code: addressOverlap.code,
    message: `${culprit.fact.label} overlaps ${other.fact.label}`,
    ...from(culprit),
    got: formatCidr(culprit.fact.cidr),
    expected: `a network apart from ${formatCidr(other.fact.cidr)}`,
    fix: `choose another network for ${culprit.fact.label}`,
  };
}

function widestFirst(a: Claim, b: Claim): number {
  const [left, right] = [a.fact.cidr, b.fact.cidr];
  if (left.version !== right.version) return left.version - right.version;
  if (left.first !== right.first) return left.first < right.first ? -1 : 1;
  if (left.prefix !== right.prefix) return left.prefix - right.prefix;
  return order(a.fact) - order(b.fact) || byCodeUnit(a.fact.label, b.fact.label);
}

/** Of equal networks, the one that may hold others counts as the outer one. */
function order({ use }: NetworkClaim): number {
  return use === 'supernet' ? 0 : use === 'segment' ? 1 : 2;
}
