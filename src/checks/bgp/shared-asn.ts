import { from } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { speakersOf } from './speakers.ts';

/** Clusters that meet at one router have numbers of their own. */
export const bgpSharedAsn: Rule = {
  code: 'bgp/shared-asn',
  title: 'clusters behind one router have different AS numbers',
  why:
    'A speaker drops routes with its own number in the path (RFC 4271, 9.1.2), so two clusters with one number never ' +
    "learn each other's prefixes, and the router cannot tell by the number whose prefix it filters.",
  *validate(repository) {
    const owners = new Map<string, string>();
    const told = new Set<string>();
    for (const speaker of speakersOf(repository).values()) {
      for (const { session, declared } of speaker.sessions) {
        const key = `${session.peer} ${speaker.asn}`;
        const other = owners.get(key) ?? speaker.name;
        owners.set(key, other);
        if (other === speaker.name || told.has(`${other} ${speaker.name}`)) continue;
        told.add(`${other} ${speaker.name}`);
        yield {
          code: bgpSharedAsn.code,
          severity: 'warning',
          message: `${speaker.name} and ${other} meet at ${session.peer} with one AS number`,
          ...from(declared),
          got: String(speaker.asn),
          expected: 'a number of its own, of the private ones 64512 to 65534',
          fix: `give ${speaker.name} another number`,
        };
      }
    }
  },
};
