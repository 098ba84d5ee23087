import type { BundleNode } from '../schema/bundle.ts';
import { compareText, type SchemaNode } from '../schema/schema-node.ts';

/** Stores equal schemas once. Children are stored before their parents, so a node only refers to smaller positions. */
export class SchemaPool {
  readonly nodes: BundleNode[] = [];
  readonly #byText = new Map<string, number>();
  readonly #known = new Map<SchemaNode, number>();

  /** The position of a schema; the same position for every schema that means the same. */
  add(node: SchemaNode): number {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    const stored = this.#store(node);
    this.#known.set(node, stored);
    return stored;
  }

  #store(node: SchemaNode): number {
    const stored: Record<string, unknown> = {};
    for (const keyword of Object.keys(node).toSorted(compareText) as (keyof SchemaNode)[]) {
      stored[keyword] = this.#keyword(keyword, node[keyword]);
    }
    const text = JSON.stringify(stored);
    const same = this.#byText.get(text);
    if (same !== undefined) return same;
    this.#byText.set(text, this.nodes.length);
    return this.nodes.push(stored) - 1;
  }

  #keyword(keyword: keyof SchemaNode, value: unknown): unknown {
    switch (keyword) {
      case 'properties':
        return this.#properties(value as Readonly<Record<string, SchemaNode>>);
      case 'required':
        return (value as readonly string[]).toSorted(compareText);
      case 'items':
      case 'additionalProperties':
      case 'propertyNames':
      case 'not':
        return this.add(value as SchemaNode);
      case 'anyOf':
      case 'oneOf':
      case 'allOf':
        return (value as readonly SchemaNode[]).map((branch) => this.add(branch));
      default:
        return value;
    }
  }

  #properties(properties: Readonly<Record<string, SchemaNode>>): Record<string, number> {
    const stored = Object.create(null) as Record<string, number>;
    for (const name of Object.keys(properties).toSorted(compareText)) {
      stored[name] = this.add(properties[name] ?? {});
    }
    return stored;
  }
}
