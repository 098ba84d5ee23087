import { objectsOf } from '../model/index.ts';
import type { EmittedObject, Repository } from '../model/index.ts';

/** The objects of a repository by kind and by identity; made once for each repository, linear in its objects. */
export interface ObjectIndex {
  readonly objects: readonly EmittedObject[];
  /** Objects of a kind in all clusters, or in one. */
  byKind(group: string, kind: string, cluster?: string): readonly EmittedObject[];
  /** The object with that `identity` in a cluster; the first one where two share it. */
  byId(cluster: string, id: string): EmittedObject | undefined;
}

const indexes = new WeakMap<Repository, ObjectIndex>();

export function indexOf(repository: Repository): ObjectIndex {
  let index = indexes.get(repository);
  if (index === undefined) {
    index = build(repository);
    indexes.set(repository, index);
  }
  return index;
}

const NONE: readonly EmittedObject[] = [];

function build(repository: Repository): ObjectIndex {
  const objects = objectsOf(repository);
  const kinds = new Map<string, EmittedObject[]>();
  const ids = new Map<string, EmittedObject>();
  for (const object of objects) {
    const { group, kind } = object.ref;
    const key = `${group}/${kind}`;
    add(kinds, key, object);
    add(kinds, `${key}@${object.cluster}`, object);
    const id = `${object.cluster}: ${object.id}`;
    if (!ids.has(id)) ids.set(id, object);
  }
  return {
    objects,
    byKind: (group, kind, cluster) =>
      kinds.get(cluster === undefined ? `${group}/${kind}` : `${group}/${kind}@${cluster}`) ?? NONE,
    byId: (cluster, id) => ids.get(`${cluster}: ${id}`),
  };
}

function add(kinds: Map<string, EmittedObject[]>, key: string, object: EmittedObject): void {
  const list = kinds.get(key);
  if (list === undefined) kinds.set(key, [object]);
  else list.push(object);
}
