import type { Rule, RuleContext } from '../../src/checks/rule.ts';
import type { Repository } from '../../src/model/index.ts';

/** Fields of what one rule finds, in its own order; for rules that need neither schemas nor the order of layers. */
export function fieldsOf(rule: Rule, repository: Repository): readonly (string | undefined)[] {
  const nothing: RuleContext = {
    schemas: { kindOf: () => undefined, validate: () => [] },
    graph: { cycles: [], before: () => new Set() },
  };
  return Array.from(rule.validate(repository, nothing), (finding) => finding.field);
}
