import { formatCidr, parseCidr } from '../../model/index.ts';
import type { Cidr, PrefixFilter } from '../../model/index.ts';

/** A filter as two intervals: the addresses, and the prefix lengths. */
interface Bounds {
  readonly cidr: Cidr;
  readonly shortest: number;
  readonly longest: number;
}

/**
 * The bounds as FRR reads them: without `ge` and `le` the prefix itself, with `ge` alone up to the single address,
 * with `le` alone from the prefix on.
 */
function boundsOf({ cidr: text, ge, le }: PrefixFilter): Bounds {
  const cidr = parseCidr(text);
  const host = cidr.version === 4 ? 32 : 128;
  return { cidr, shortest: ge ?? cidr.prefix, longest: le ?? (ge === undefined ? cidr.prefix : host) };
}

/** True when every prefix that `wanted` stands for passes one of the filters; absent filters let everything pass. */
export function lets(filters: readonly PrefixFilter[] | undefined, wanted: PrefixFilter): boolean {
  if (filters === undefined) return true;
  const { cidr, shortest, longest } = boundsOf(wanted);
  const matching = filters
    .map(boundsOf)
    .filter((one) => one.cidr.version === cidr.version && one.shortest <= shortest && longest <= one.longest)
    .toSorted((a, b) => (a.cidr.first < b.cidr.first ? -1 : a.cidr.first > b.cidr.first ? 1 : 0));
  // Neighbouring filters may cover together what none covers alone, as the parts of a pool do.
  let next = cidr.first;
  for (const { cidr: part } of matching) {
    if (part.first > next) return false;
    if (part.last >= next) next = part.last + 1n;
    if (next > cidr.last) return true;
  }
  return false;
}

/** True when the filters are written out and pass a default route. */
export function letsDefault(filters: readonly PrefixFilter[] | undefined): boolean {
  return filters !== undefined && (lets(filters, { cidr: '0.0.0.0/0' }) || lets(filters, { cidr: '::/0' }));
}

/** `10.42.66.200/29 ge 32 le 32`, the way routers write it. */
export function formatFilter({ cidr, ge, le }: PrefixFilter): string {
  const text = [formatCidr(parseCidr(cidr))];
  if (ge !== undefined) text.push(`ge ${ge}`);
  if (le !== undefined) text.push(`le ${le}`);
  return text.join(' ');
}
