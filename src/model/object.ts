/** Plain data as YAML and JSON know it. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

export type JsonObject = { readonly [key: string]: Json | undefined };

/** What every Kubernetes object has. */
export interface KubeObject extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: JsonObject & {
    readonly name: string;
    readonly namespace?: string | undefined;
    readonly labels?: { readonly [key: string]: string } | undefined;
    readonly annotations?: { readonly [key: string]: string } | undefined;
  };
}

/** What Kubernetes tells objects apart by; the version is not part of it. */
export interface ObjectRef {
  /** API group, empty for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly namespace?: string | undefined;
  readonly name: string;
}

export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

export function refOf(object: KubeObject): ObjectRef {
  const { name, namespace } = object.metadata;
  return { group: groupOf(object.apiVersion), kind: object.kind, namespace, name };
}

/** `kubevirt.io/VirtualMachine srvlab/firewall-os`; unique in one cluster, and the text people read. */
export function identity(ref: ObjectRef): string {
  const kind = ref.group === '' ? ref.kind : `${ref.group}/${ref.kind}`;
  return ref.namespace === undefined ? `${kind} ${ref.name}` : `${kind} ${ref.namespace}/${ref.name}`;
}

/** Reads a member by path without trusting the shape; undefined when anything on the way is missing. */
export function at(value: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  let current: Json | undefined = value;
  // By index: rules ask this a million times in a large repository, and an iterator would double its cost.
  for (let i = 0; i < path.length; i++) {
    if (current === null || typeof current !== 'object') return undefined;
    current = (current as { readonly [key: string]: Json | undefined })[path[i] as string];
  }
  return current;
}

/** The members of a list by path, or none when it is no list. */
export function listAt(value: Json | undefined, ...path: readonly (string | number)[]): readonly Json[] {
  const found = path.length === 1 ? memberOf(value, path[0] as string) : at(value, ...path);
  return Array.isArray(found) ? found : NONE;
}

export function textAt(value: Json | undefined, ...path: readonly (string | number)[]): string | undefined {
  const found = path.length === 1 ? memberOf(value, path[0] as string) : at(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

const NONE: readonly Json[] = [];

/** Most paths have one step. */
function memberOf(value: Json | undefined, key: string): Json | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  return (value as { readonly [key: string]: Json | undefined })[key];
}

/** Order by UTF-16 code units: the same on every machine, whatever its locale. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
