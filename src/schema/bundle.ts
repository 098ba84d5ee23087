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
  readonly nodes: readonly BundleNode[];
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
