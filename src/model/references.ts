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
  const places = placesOf(object.apiVersion, object.kind);
  if (places === undefined) return NONE;
  let references = known.get(object);
  if (references === undefined) known.set(object, (references = read(object, places)));
  return references;
}

const NONE: readonly Reference[] = [];
const known = new WeakMap<KubeObject, readonly Reference[]>();

/** The patterns of a kind as a tree, so that what their paths have in common is walked once. */
interface Places {
  readonly steps: Map<string, Places>;
  /** The pattern that ends here and its position in the table of the kind. */
  readonly ends: { readonly pattern: ReferencePattern; readonly order: number }[];
}

const trees = new Map<string, Map<string, Places | undefined>>();

function placesOf(apiVersion: string, kind: string): Places | undefined {
  let kinds = trees.get(apiVersion);
  if (kinds === undefined) trees.set(apiVersion, (kinds = new Map()));
  let places = kinds.get(kind);
  if (places === undefined && !kinds.has(kind)) {
    const patterns = REFERENCE_PATTERNS[`${groupOf(apiVersion)}/${kind}`];
    kinds.set(kind, (places = patterns === undefined ? undefined : treeOf(patterns)));
  }
  return places;
}

function treeOf(patterns: readonly ReferencePattern[]): Places {
  const root: Places = { steps: new Map(), ends: [] };
  for (const [order, pattern] of patterns.entries()) {
    let place = root;
    for (const step of pattern.path) {
      let next = place.steps.get(step);
      if (next === undefined) place.steps.set(step, (next = { steps: new Map(), ends: [] }));
      place = next;
    }
    place.ends.push({ pattern, order });
  }
  return root;
}

interface Found extends Reference {
  readonly order: number;
}

function read(object: KubeObject, places: Places): readonly Reference[] {
  const found: Found[] = [];
  visit(object, object, places, [], found);
  if (found.length === 0) return NONE;
  return found
    .sort((a, b) => a.order - b.order)
    .map(({ ref, field, strength }) => ({ ref, field, strength }));
}

/** Collects what the paths below `places` lead to; `items` are the positions in the lists on the way, changed in place. */
function visit(object: KubeObject, value: Json, places: Places, items: number[], found: Found[]): void {
  for (const { pattern, order } of places.ends) {
    const ref = refAt(object, pattern, value);
    if (ref === undefined) continue;
    found.push({ ref, field: fieldOf(pattern.path, items), strength: pattern.strength ?? 'soft', order });
  }
  if (typeof value !== 'object') return;
  for (const [step, next] of places.steps) {
    if (step !== '*') {
      const member = (value as { readonly [key: string]: Json | undefined })[step];
      if (member !== undefined && member !== null) visit(object, member, next, items, found);
      continue;
    }
    if (!Array.isArray(value)) continue;
    const list: readonly Json[] = value;
    for (let i = 0; i < list.length; i++) {
      const item = list[i];
      if (item === undefined || item === null) continue;
      items.push(i);
      visit(object, item, next, items, found);
      items.pop();
    }
  }
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
