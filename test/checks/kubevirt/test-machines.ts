import { expect, it } from 'vitest';
import { kubevirtRules } from '../../../src/checks/kubevirt/index.ts';
import type { Repository } from '../../../src/model/index.ts';
import { findingsOf } from '../context.ts';

/** What a rule is shown, and the fields that it must complain about. */
type Case = readonly [
  code: keyof typeof kubevirtRules,
  what: string,
  repository: Repository,
  fields?: readonly string[],
];

/** Tests rules at their boundaries; the fixtures in test/invalid show each rule one plain mistake. */
export function testMachines(cases: readonly Case[]): void {
  for (const [code, what, repository, fields = []] of cases) {
    it(`${code} ${fields.length === 0 ? 'accepts' : 'refuses'} ${what}`, async () => {
      const found = await findingsOf(kubevirtRules[code], repository);
      expect(found.map((finding) => finding.field)).toEqual(fields);
    });
  }
}
