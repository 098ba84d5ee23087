import { byCodeUnit, contains, factsOf, formatRange, overlaps } from '../../model/index.ts';
import type { AddressClaim, DeclaredFact, Finding } from '../../model/index.ts';
import { from } from '../rule.ts';
import type { Rule } from '../rule.ts';

type Claim = DeclaredFact<AddressClaim>;

/** Within a segment every address has one user. */
export const addressClaimedTwice: Rule = {
  code: 'address/claimed-twice',
  title: 'no address is used twice',
  why:
    'Two hosts with one address take turns in the ARP tables of their neighbours, so connections break at random. A VIP or ' +
    'fixed address inside the DHCP range works until the server leases it to somebody else.',
  *validate(repository) {
    const segments = new Map<string, Claim[]>();
    for (const claim of factsOf(repository, 'address')) {
      const { segment, range } = claim.fact;
      // What is not in its segment is reported as such.
      if (!contains(segment.network, range)) continue;
      const key = `${segment.name} ${segment.cidr}`;
      const list = segments.get(key);
      if (list === undefined) segments.set(key, [claim]);
      else list.push(claim);
    }
    for (const claims of segments.values()) yield* clashes(claims.toSorted(byRange));
  },
};

/** One pass in address order; `last` is the claim that reaches furthest so far. */
function* clashes(claims: readonly Claim[]): Iterable<Finding> {
  let last: Claim | undefined;
  for (const claim of claims) {
    if (last !== undefined && overlaps(last.fact.range, claim.fact.range) && !same(last.fact, claim.fact)) {
      yield finding(last, claim);
    }
    if (last === undefined || claim.fact.range.last > last.fact.range.last) last = claim;
  }
}

/** Several constructs may tell the same thing, such as the API address of a cluster and of its servers. */
function same(a: AddressClaim, b: AddressClaim): boolean {
  return (
    a.use === b.use && a.label === b.label && a.range.first === b.range.first && a.range.last === b.range.last
  );
}

function finding(a: Claim, b: Claim): Finding {
  // Ranges are set up for the whole segment; the single address is what somebody just chose.
  const [other, culprit] = isShared(b.fact) && !isShared(a.fact) ? [b, a] : [a, b];
  return {
    code: addressClaimedTwice.code,
    message: `${culprit.fact.label} and ${other.fact.label} use the same addresses of ${culprit.fact.segment.name}`,
    ...from(culprit),
    got: formatRange(culprit.fact.range),
    expected: `addresses apart from ${formatRange(other.fact.range)}`,
    fix: `choose free addresses for ${culprit.fact.label}, or shrink ${other.fact.label}`,
  };
}

function isShared({ use }: AddressClaim): boolean {
  return use === 'gateway' || use === 'dhcp' || use === 'reserved';
}

function byRange(a: Claim, b: Claim): number {
  const [left, right] = [a.fact.range, b.fact.range];
  if (left.version !== right.version) return left.version - right.version;
  if (left.first !== right.first) return left.first < right.first ? -1 : 1;
  if (left.last !== right.last) return left.last > right.last ? -1 : 1;
  return byCodeUnit(a.fact.label, b.fact.label);
}
