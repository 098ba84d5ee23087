import type { CelRule } from './schema-node.ts';

/** A schema node whose children are positions in `Bundle.nodes`. Equal nodes are stored once. */
export interface BundleNode {
  readonly type?: string | readonly string[];
  readonly nullable?: true;
  readonly properties?: Readonly<Record<string, number>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: number;
  readonly propertyNames?: number;
  readonly items?: number;
  readonly anyOf?: readonly number[];
  readonly oneOf?: readonly number[];
  readonly allOf?: readonly number[];
  readonly not?: number;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: true;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly 'x-kubernetes-preserve-unknown-fields'?: true;
  readonly 'x-kubernetes-int-or-string'?: true;
  readonly 'x-kubernetes-embedded-resource'?: true;
  readonly 'x-kubernetes-list-type'?: 'map' | 'set';
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-validations'?: readonly CelRule[];
}

/** `imports/schemas/bundle.json`: every schema of a folder, read only to explain a refusal and to check CEL rules. */
export interface Bundle {
  /** A node is its JSON until `nodeAt` is first asked for it. */
  readonly nodes: (BundleNode | string)[];
  /** By `GROUP/VERSION/Kind` (`v1/Kind` in the core group): the node of the whole object. */
  readonly roots: Readonly<Record<string, number>>;
}

/** `imports/schemas/index.json`: what is known of every kind without reading its schema. */
export interface SchemaIndex {
  readonly kinds: Readonly<Record<string, IndexEntry>>;
}

export interface IndexEntry {
  readonly scope: 'Namespaced' | 'Cluster';
  readonly plural: string;
  /** Absent for a built-in kind. */
  readonly crd?: string;
  /** Whether there are CEL rules anywhere below. */
  readonly cel?: true;
}

/** The node at a position. Throws where there is none. */
export function nodeAt(bundle: Bundle, position: number): BundleNode {
  const node = bundle.nodes[position];
  if (node === undefined) throw new Error(`the schema bundle has no node ${position}`);
  if (typeof node !== 'string') return node;
  const parsed = JSON.parse(node) as BundleNode;
  bundle.nodes[position] = parsed;
  return parsed;
}

/** The text of `bundle.json`: one node a line, so that a changed node is a changed line and can be read alone. */
export function bundleText(bundle: Bundle): string {
  const nodes = bundle.nodes.map((node) => (typeof node === 'string' ? node : JSON.stringify(node)));
  return `${BEGIN}${nodes.join(BETWEEN)}${END}${JSON.stringify(bundle.roots)}}\n`;
}

/** Reads what `bundleText` wrote; of the nodes only where they are, because few are needed (all of them: 8 ms). */
export function parseBundle(text: string): Bundle {
  const end = text.lastIndexOf(END);
  if (!text.startsWith(BEGIN) || end < 0) throw new SyntaxError('expected one schema node a line');
  const { roots } = JSON.parse(`{"roots":${text.slice(end + END.length)}`) as Pick<Bundle, 'roots'>;
  return { nodes: text.slice(BEGIN.length, end).split(BETWEEN), roots };
}

const BEGIN = '{"nodes":[\n';
const BETWEEN = ',\n';
const END = '\n],\n"roots":';
