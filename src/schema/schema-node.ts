/**
 * A schema in normal form: what Kubernetes structural schemas and the built-in definitions have in common, without
 * prose. `x-kubernetes-*` keywords that change what is accepted keep their name.
 */
export interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly nullable?: true;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  /** Absent: unknown fields are refused, unless `x-kubernetes-preserve-unknown-fields`. */
  readonly additionalProperties?: SchemaNode;
  /** Only in the metadata every object has: a structural schema may not restrict names. */
  readonly propertyNames?: SchemaNode;
  readonly items?: SchemaNode;
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
  /** Value checks only: a node in here never declares fields. */
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly allOf?: readonly SchemaNode[];
  readonly not?: SchemaNode;
  readonly 'x-kubernetes-preserve-unknown-fields'?: true;
  readonly 'x-kubernetes-int-or-string'?: true;
  readonly 'x-kubernetes-embedded-resource'?: true;
  readonly 'x-kubernetes-list-type'?: 'map' | 'set';
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-validations'?: readonly CelRule[];
}

/** A CEL rule that looks at one state of the object; rules about a change (`oldSelf`) are not kept. */
export interface CelRule {
  readonly rule: string;
  readonly message?: string;
  readonly fieldPath?: string;
}

/** One served version of one kind, ready to be emitted. */
export interface ImportedKind {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
  /** Name of the CRD, e.g. `virtualmachines.kubevirt.io`; undefined for a built-in kind. */
  readonly crd: string | undefined;
  /** Whether this version gets the plain class name. */
  readonly preferred: boolean;
  /** Fields beside apiVersion, kind, metadata and status. */
  readonly fields: SchemaNode;
}

/** `v1` for the core group, `GROUP/VERSION` for all others. */
export function apiVersionOf(kind: ImportedKind): string {
  return kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;
}

/** Code unit order, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Kubernetes version priority: general availability before beta before alpha, then the higher number. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [versionRank(a), versionRank(b)];
  return y[0] - x[0] || y[1] - x[1] || y[2] - x[2] || compareText(a, b);
}

function versionRank(version: string): readonly [number, number, number] {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (match === null) return [0, 0, 0];
  const stage = match[2] === undefined ? 3 : match[2] === 'beta' ? 2 : 1;
  return [stage, Number(match[1]), Number(match[3] ?? 0)];
}
