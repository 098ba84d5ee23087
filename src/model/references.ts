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

/** Every reference that an object of a known kind makes, in the order of the pattern table. Linear in the object. */
export function referencesOf(object: KubeObject): readonly Reference[] {
  const patterns = REFERENCE_PATTERNS[`${groupOf(object.apiVersion)}/${object.kind}`];
  if (patterns === undefined) return NONE;
  const found: Reference[] = [];
  for (const pattern of patterns) {
    visit(object, pattern.path, 0, [], (value, indices) => {
      const ref = read(object, pattern, value);
      if (ref === undefined) return;
      found.push({ ref, field: fieldOf(pattern.path, indices), strength: pattern.strength ?? 'soft' });
    });
  }
  return found;
}

const NONE: readonly Reference[] = [];

function visit(
  value: Json | undefined,
  path: readonly string[],
  depth: number,
  indices: readonly number[],
  take: (value: Json, indices: readonly number[]) => void,
): void {
  const step = path[depth];
  if (value === undefined || value === null) return;
  if (step === undefined) {
    take(value, indices);
  } else if (step === '*') {
    if (Array.isArray(value)) value.forEach((item, i) => visit(item as Json, path, depth + 1, [...indices, i], take));
  } else if (typeof value === 'object' && !Array.isArray(value)) {
    visit((value as { readonly [key: string]: Json | undefined })[step], path, depth + 1, indices, take);
  }
}

/** `spec.volumes[0].secret` for `spec.volumes.*.secret` and the index 0. */
function fieldOf(path: readonly string[], indices: readonly number[]): string {
  let next = 0;
  return path.map((step) => (step === '*' ? `[${indices[next++]}]` : `.${step}`)).join('').slice(1);
}

function read(object: KubeObject, pattern: ReferencePattern, value: Json): ObjectRef | undefined {
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
  const group = version !== undefined ? groupOf(version) : (textAt(value, 'apiGroup') ?? textAt(value, 'group') ?? pattern.group ?? '');
  const clusterScoped = pattern.scope === 'cluster' || kind.startsWith('Cluster');
  return { group, kind, namespace: clusterScoped ? undefined : (textAt(value, 'namespace') ?? own), name };
}
