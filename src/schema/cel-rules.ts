import { nodeAt, type Bundle, type BundleNode } from './bundle.ts';
import type { CelProgram, CelPrograms } from './cel-programs.ts';
import { celValue } from './cel-value.ts';
import { render, type SchemaProblem } from './problem.ts';
import type { CelRule } from './schema-node.ts';

/**
 * Checks the CEL rules of one kind. Walks only into parts of an object below which there are rules; a rule counts only
 * where its value exists, as in an API server.
 */
export class CelRules {
  readonly #bundle: Bundle;
  readonly #programs: CelPrograms;
  readonly #below = new Map<number, boolean>();

  constructor(bundle: Bundle, programs: CelPrograms) {
    this.#bundle = bundle;
    this.#programs = programs;
  }

  validate(root: number, object: unknown): readonly SchemaProblem[] {
    const problems: SchemaProblem[] = [];
    this.#visit(root, object, '', problems);
    return problems;
  }

  #visit(position: number, value: unknown, path: string, problems: SchemaProblem[]): void {
    if (value === undefined || value === null || !this.#hasRules(position)) return;
    const node = nodeAt(this.#bundle, position);
    const rules = node['x-kubernetes-validations'];
    if (rules !== undefined) this.#evaluate(rules, position, value, path, problems);
    if (Array.isArray(value)) {
      const { items } = node;
      if (items !== undefined)
        value.forEach((item, index) => this.#visit(items, item, `${path}[${index}]`, problems));
    } else if (typeof value === 'object') {
      for (const [name, field] of Object.entries(value)) {
        const child = node.properties?.[name] ?? node.additionalProperties;
        if (child !== undefined) this.#visit(child, field, path === '' ? name : `${path}.${name}`, problems);
      }
    }
  }

  #evaluate(
    rules: readonly CelRule[],
    position: number,
    value: unknown,
    path: string,
    problems: SchemaProblem[],
  ): void {
    const self = celValue(this.#bundle, position, value);
    for (const rule of rules) {
      const program: CelProgram = this.#programs.program(rule.rule);
      if (program(self) !== 'broken') continue;
      problems.push({
        path: path + (rule.fieldPath ?? ''),
        message: rule.message ?? 'a rule of the CRD is broken',
        got: render(value),
        expected: rule.rule.replace(/\s+/g, ' ').trim(),
      });
    }
  }

  #hasRules(position: number): boolean {
    const known = this.#below.get(position);
    if (known !== undefined) return known;
    const node = nodeAt(this.#bundle, position);
    const found =
      node['x-kubernetes-validations'] !== undefined ||
      childrenOf(node).some((child) => this.#hasRules(child));
    this.#below.set(position, found);
    return found;
  }
}

function childrenOf(node: BundleNode): readonly number[] {
  const children = [...Object.values(node.properties ?? {}), node.items, node.additionalProperties];
  return children.filter((child) => child !== undefined);
}
