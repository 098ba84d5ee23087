import type { EmittedObject, Finding, Repository } from '../model/index.ts';
import { indexOf } from './object-index.ts';
import { where } from './rule.ts';
import type { Rule } from './rule.ts';

/** What `explain` prints of a rule. */
export type RuleText = Pick<Rule, 'code' | 'title' | 'why'>;

/** One mistake inside an object; who has it and the rule's code are added by the rule. */
export type Mistake = Omit<Finding, 'code' | 'object' | 'construct' | 'source'>;

/** A rule that looks at the objects of some kinds one by one. */
export function objectRule(
  text: RuleText,
  kinds: readonly (readonly [group: string, kind: string])[],
  mistakes: (object: EmittedObject, repository: Repository) => Iterable<Mistake>,
): Rule {
  return {
    ...text,
    *validate(repository) {
      for (const [group, kind] of kinds) {
        for (const object of indexOf(repository).byKind(group, kind)) {
          for (const mistake of mistakes(object, repository)) yield found(text.code, object, mistake);
        }
      }
    },
  };
}

/** The finding that a mistake in an object is. */
export function found(code: string, object: EmittedObject, mistake: Mistake): Finding {
  return { code, ...where(object), ...mistake };
}

/** A value as a finding shows it: text as it is, everything else as JSON. */
export function shown(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? 'nothing' : JSON.stringify(value);
}

/** The members of `value` among `names` that are set. */
export function given(value: unknown, names: readonly string[]): readonly string[] {
  if (value === null || typeof value !== 'object') return [];
  const members = value as { readonly [name: string]: unknown };
  return names.filter((name) => members[name] !== undefined && members[name] !== null);
}

/** Names that a list of named items has more than once, with the place of the later item. */
export function* repeated(
  names: readonly (string | undefined)[],
): Iterable<{ readonly name: string; readonly at: number }> {
  const seen = new Set<string>();
  for (const [at, name] of names.entries()) {
    if (name === undefined) continue;
    if (seen.has(name)) yield { name, at };
    seen.add(name);
  }
}
