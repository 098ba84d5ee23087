import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/checks/rule.ts';
import type { Repository } from '../../src/model/index.ts';
import { findingsOf } from './context.ts';

/** What a rule accepts and refuses, each by what it shows, as the end of a sentence. */
export interface Cases {
  readonly accepts: { readonly [shows: string]: Repository };
  /** `[repository, n]` where more than one mistake is in it. */
  readonly refuses?: { readonly [shows: string]: Repository | readonly [Repository, number] };
}

/**
 * Tests one area: what every rule accepts close to its border, so that a rule that always fires fails, and what it
 * refuses beside its fixture.
 */
export function testRules(
  rules: { readonly [code: string]: Rule },
  cases: { readonly [code: string]: Cases },
): void {
  it('has a valid counter-example for every rule', () => {
    expect(Object.keys(cases).toSorted()).toEqual(Object.keys(rules).toSorted());
    const bare = Object.entries(cases).filter(([, { accepts }]) => Object.keys(accepts).length === 0);
    expect(bare).toEqual([]);
  });

  describe.each(Object.entries(rules))('%s', (code, rule) => {
    const { accepts = {}, refuses = {} } = cases[code] ?? {};
    it.each(Object.entries(accepts))('accepts %s', async (_, repository) => {
      expect(await findingsOf(rule, repository)).toEqual([]);
    });
    it.each(Object.entries(refuses))('refuses %s', async (_, given) => {
      const [repository, count] = 'clusters' in given ? [given, 1] : given;
      expect((await findingsOf(rule, repository)).map((finding) => finding.code)).toEqual(
        Array(count).fill(code),
      );
    });
  });
}
