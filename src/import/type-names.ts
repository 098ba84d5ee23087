import type { DefinitionNames } from './read-definitions.ts';
import { compareText, type SchemaNode } from '../schema/schema-node.ts';

/**
 * Gives every distinct object shape of one group a name. Equal shapes share a name: the one their source gives them,
 * else the shortest path that leads to them (`VirtualMachineInstanceSpecDomain`). Linear in the size of the schemas.
 */
export class TypeNames {
  readonly #shapes = new Map<SchemaNode, Shape>();
  readonly #byKey = new Map<string, Shape>();
  readonly #taken: Set<string>;
  readonly #given: DefinitionNames;

  constructor(reserved: Iterable<string>, given: DefinitionNames) {
    this.#taken = new Set(reserved);
    this.#given = given;
  }

  /** Registers the shapes reachable from a node whose path name is `name`. */
  collect(node: SchemaNode, name: string): void {
    this.#visit(node, name);
  }

  /** Call once after everything is collected. */
  assign(): void {
    const shapes = [...this.#byKey.values()];
    for (const shape of shapes) shape.candidates.sort((a, b) => a.length - b.length || compareText(a, b));
    shapes.sort((a, b) => {
      const [x, y] = [a.candidates[0] ?? '', b.candidates[0] ?? ''];
      return (
        Number(b.given !== undefined) - Number(a.given !== undefined) ||
        x.length - y.length ||
        compareText(x, y) ||
        compareText(a.key, b.key)
      );
    });
    for (const shape of shapes) {
      shape.name = this.#free([...(shape.given === undefined ? [] : [shape.given]), ...shape.candidates]);
      this.#taken.add(shape.name);
    }
  }

  nameOf(node: SchemaNode): string {
    const name = this.#shapes.get(node)?.name;
    if (name === undefined || name === '')
      throw new Error('a shape was asked for its name before it was collected');
    return name;
  }

  has(name: string): boolean {
    return this.#taken.has(name);
  }

  /** Every distinct shape once, in order of name. */
  all(): readonly { readonly name: string; readonly node: SchemaNode }[] {
    return [...this.#byKey.values()].toSorted((a, b) => compareText(a.name, b.name));
  }

  #free(candidates: readonly string[]): string {
    const free = candidates.find((name) => !this.#taken.has(name));
    if (free !== undefined) return free;
    for (let number = 2; ; number++) {
      const name = `${candidates[0]}${number}`;
      if (!this.#taken.has(name)) return name;
    }
  }

  /** Returns the key of the node's type: two nodes with the same key have the same TypeScript type. */
  #visit(node: SchemaNode, name: string): string {
    const base = `${String(node.type)}${node.nullable ? '?' : ''}${node['x-kubernetes-int-or-string'] ? 'i' : ''}${
      node['x-kubernetes-preserve-unknown-fields'] ? '*' : ''
    }${node.enum === undefined ? '' : JSON.stringify(node.enum)}`;
    if (node.items !== undefined) return `${base}[${this.#visit(node.items, name)}]`;
    if (!isShape(node)) {
      return node.additionalProperties === undefined
        ? base
        : `${base}<${this.#visit(node.additionalProperties, name)}>`;
    }
    const required = new Set(node.required);
    const fields = Object.entries(node.properties ?? {}).map(
      ([field, child]) =>
        `${JSON.stringify(field)}${required.has(field) ? '!' : ''}:${this.#visit(child, name + pascalCase(field))}`,
    );
    // `nullable` is written where the shape is used, not in the shape.
    const open = node['x-kubernetes-preserve-unknown-fields'] ? '*' : '';
    const given = this.#given.get(node);
    const key = `${given ?? ''}{${open}${fields.toSorted(compareText).join()}}`;
    let shape = this.#byKey.get(key);
    if (shape === undefined) {
      shape = { key: `#${this.#byKey.size}`, node, candidates: [], given, name: '' };
      this.#byKey.set(key, shape);
    }
    shape.candidates.push(name);
    this.#shapes.set(node, shape);
    return `${node.nullable ? '?' : ''}${shape.key}`;
  }
}

/** Whether a node becomes an interface of its own. */
export function isShape(node: SchemaNode): boolean {
  return node.properties !== undefined && Object.keys(node.properties).length > 0;
}

/** `cert-manager` → `CertManager`, `$patch` → `Patch`. */
export function pascalCase(field: string): string {
  return field
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join('');
}

interface Shape {
  readonly key: string;
  readonly node: SchemaNode;
  readonly candidates: string[];
  readonly given: string | undefined;
  name: string;
}
