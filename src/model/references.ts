import type { Json, KubeObject, ObjectRef } from './object.ts';
import { groupOf, textAt } from './object.ts';
import { REFERENCE_PATTERNS } from './reference-patterns.ts';
import type { ReferencePattern } from './reference-patterns.ts';

/** A place in an object that names another object. */
export interface Reference {
  readonly ref: ObjectRef;
  /** Dotted path of the place. */
  readonly field: string;
  /**
   * `hard`: the object is refused or useless for ever without the other; `soft`: its controller or pod waits and
   * recovers by itself, so the other may come later.
   */
  readonly strength: 'hard' | 'soft';
}

/**
 * Every reference that an object of a known kind makes, in the order of the pattern table. Linear in the object, and
 * computed once for each: the order of layers and the checks ask for the same ones.
 */
export function referencesOf(object: KubeObject): readonly Reference[] {
  const patterns = REFERENCE_PATTERNS[`${groupOf(object.apiVersion)}/${object.kind}`];
  if (patterns === undefined) return NONE;
  let references = known.get(object);
  if (references === undefined) known.set(object, (references = read(object, patterns)));
  return references;
}

const NONE: readonly Reference[] = [];
const known = new WeakMap<KubeObject, readonly Reference[]>();

function read(object: KubeObject, patterns: readonly ReferencePattern[]): readonly Reference[] {
  const found: Reference[] = [];
  for (const pattern of patterns) {
    visit(object, pattern.path, 0, [], (value, indices) => {
      const ref = refAt(object, pattern, value);
      if (ref === undefined) return;
      found.push({ ref, field: fieldOf(pattern.path, indices), strength: pattern.strength ?? 'soft' });
    });
  }
  return found;
}

/** Calls `take` for every place that the path leads to; `items` are the positions in the lists on the way. */
function visit(
  value: Json | undefined,
  path: readonly string[],
  depth: number,
  items: readonly number[],
  take: (value: Json, items: readonly number[]) => void,
): void {
  let current = value;
  for (let at = depth; at < path.length; at += 1) {
    if (current === null || typeof current !== 'object') return;
    const step = path[at] as string;
    if (step === '*') {
      if (!Array.isArray(current)) return;
      const list: readonly Json[] = current;
      list.forEach((item, i) => visit(item, path, at + 1, [...items, i], take));
      return;
    }
    current = (current as { readonly [key: string]: Json | undefined })[step];
  }
  if (current !== undefined && current !== null) take(current, items);
}

/** The path as people write it, `spec.volumes[0].secret`. */
function fieldOf(path: readonly string[], items: readonly number[]): string {
  let list = 0;
  return path.reduce((field, step) => {
    if (step !== '*') return field === '' ? step : `${field}.${step}`;
    list += 1;
    return `${field}[${items[list - 1]}]`;
  }, '');
}

function refAt(object: KubeObject, pattern: ReferencePattern, value: Json): ObjectRef | undefined {
  const own = object.metadata.namespace;
  if (typeof value === 'string') {
    if (value === '') return undefined;
    if (pattern.namespacedName === true && value.includes('/')) {
      const [namespace, name] = value.split('/') as [string, string];
      return { group: pattern.group ?? '', kind: pattern.kind ?? '', namespace, name };
    }
    const namespace = pattern.scope === 'cluster' ? undefined : own;
    return { group: pattern.group ?? '', kind: pattern.kind ?? '', namespace, name: value };
  }
  const name = textAt(value, pattern.name ?? 'name');
  if (name === undefined || name === '' || (value as { optional?: Json }).optional === true) return undefined;
  const kind = textAt(value, 'kind') ?? pattern.kind;
  if (kind === undefined) return undefined;
  const version = textAt(value, 'apiVersion');
  const group =
    version !== undefined
      ? groupOf(version)
      : (textAt(value, 'apiGroup') ?? textAt(value, 'group') ?? pattern.group ?? '');
  const clusterScoped = pattern.scope === 'cluster' || kind.startsWith('Cluster');
  return { group, kind, namespace: clusterScoped ? undefined : (textAt(value, 'namespace') ?? own), name };
}
