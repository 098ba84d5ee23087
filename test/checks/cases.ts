import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/checks/rule.ts';
import type { Repository } from '../../src/model/index.ts';
import { findingsOf } from './context.ts';

/** Repositories by what they show, as the end of a sentence; `[repository, n]` where more than one mistake is in it. */
export type Cases = { readonly [shows: string]: Repository | readonly [Repository, number] };

/**
 * Tests one area: what every rule accepts close to its border, so that a rule that always fires fails, and what it
 * refuses beside its fixture.
 */
export function testRules(
  rules: { readonly [code: string]: Rule },
  cases: { readonly [code: string]: { readonly accepts: Cases; readonly refuses?: Cases } },
): void {
  it('has a valid counter-example for every rule', () => {
    expect(Object.keys(cases).toSorted()).toEqual(Object.keys(rules).toSorted());
    for (const [code, { accepts }] of Object.entries(cases))
      expect(Object.keys(accepts), code).not.toEqual([]);
  });

  describe.each(Object.entries(cases))('%s', (code, { accepts, refuses = {} }) => {
    const rule = rules[code] as Rule;
    it.each(Object.entries(accepts))('accepts %s', async (_, given) => {
      expect(await findingsOf(rule, given as Repository)).toEqual([]);
    });
    it.each(Object.entries(refuses))('refuses %s', async (_, given) => {
      const [repository, count] = 'clusters' in given ? [given, 1] : given;
      expect((await findingsOf(rule, repository)).map((finding) => finding.code)).toEqual(
        Array(count).fill(code),
      );
    });
  });
}
