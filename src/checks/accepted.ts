import type { DeclaredFact, Finding, Waiver } from '../model/index.ts';

/** Findings that still stand, and those that somebody accepted in code, with the reason. */
export interface Accepted {
  readonly findings: readonly Finding[];
  readonly waived: readonly { readonly finding: Finding; readonly reason: string }[];
}

/** Sorts findings into those that stand and those that a waiver covers. */
export function accepted(found: Iterable<Finding>, waivers: readonly DeclaredFact<Waiver>[]): Accepted {
  const findings: Finding[] = [];
  const waived: { finding: Finding; reason: string }[] = [];
  for (const finding of found) {
    const waiver = waivers.find((candidate) => covers(candidate, finding));
    if (waiver === undefined) findings.push(finding);
    else waived.push({ finding, reason: waiver.fact.reason });
  }
  return { findings, waived };
}

/** A waiver covers its code for one object, or for everything below the construct it was declared on. */
function covers({ fact, construct }: DeclaredFact<Waiver>, finding: Finding): boolean {
  if (fact.code !== finding.code) return false;
  if (fact.object !== undefined) return finding.object?.endsWith(fact.object) ?? false;
  const path = finding.construct ?? '';
  return construct === '' || path === construct || path.startsWith(`${construct}/`);
}
