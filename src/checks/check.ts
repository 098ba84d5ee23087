import { byCodeUnit, factsOf } from '../model/index.ts';
import type { Finding, Repository } from '../model/index.ts';
import { accepted } from './accepted.ts';
import type { Accepted } from './accepted.ts';
import { registry } from './registry.ts';
import type { Rule, RuleContext } from './rule.ts';

/** What a run of the checks found, each list sorted by code, object, field. */
export type CheckResult = Accepted;

/** Runs every rule over the whole repository and returns all findings in a stable order. */
export function check(
  repository: Repository,
  context: RuleContext,
  rules: readonly Rule[] = Object.values(registry),
): CheckResult {
  const found: Finding[] = [];
  for (const rule of rules) found.push(...rule.validate(repository, context));
  return accepted(found.sort(byPlace), factsOf(repository, 'waiver'));
}

/** Errors block the write; everything that is not marked a warning is one. */
export function isError(finding: Finding): boolean {
  return finding.severity !== 'warning';
}

export function byPlace(a: Finding, b: Finding): number {
  return (
    byCodeUnit(a.code, b.code) ||
    byCodeUnit(a.object ?? '', b.object ?? '') ||
    byCodeUnit(a.field ?? '', b.field ?? '') ||
    byCodeUnit(a.got ?? '', b.got ?? '')
  );
}
