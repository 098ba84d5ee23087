import type { Rule, RuleContext } from '../../src/checks/rule.ts';
import type { Finding, Repository } from '../../src/model/index.ts';
import { objectsOf } from '../../src/model/index.ts';
import { loadSchemas } from '../../src/schema/index.ts';
import { computeEdges } from '../../src/synth/edges.ts';

/** What synth gives to the rules for this repository: the shipped schemas and the computed order of layers. */
export async function contextOf(repository: Repository): Promise<RuleContext> {
  const schemas = await loadSchemas();
  await schemas.prepare(objectsOf(repository).map(({ manifest }) => manifest));
  return { schemas, graph: computeEdges(repository, schemas) };
}

/** All findings of one rule. */
export async function findingsOf(rule: Rule, repository: Repository): Promise<readonly Finding[]> {
  return [...rule.validate(repository, await contextOf(repository))];
}
