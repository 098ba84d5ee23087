import { objectsOf } from '../model/index.ts';
import type { EmittedObject, Repository } from '../model/index.ts';

/** The objects of a repository by kind and by identity; made once for each repository, linear in its objects. */
export interface ObjectIndex {
  readonly objects: readonly EmittedObject[];
  /** Objects whose identity an earlier object of the cluster has already. */
  readonly repeated: readonly EmittedObject[];
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
  const repeated: EmittedObject[] = [];
  const everywhere = new Map<string, EmittedObject[]>();
  const clusters = new Map<string, ClusterIndex>();
  let last:
    { cluster: string; group: string; kind: string; all: EmittedObject[]; own: EmittedObject[] } | undefined;
  for (const object of objects) {
    const { cluster, id } = object;
    const { group, kind } = object.ref;
    let index = clusters.get(cluster);
    if (index === undefined) clusters.set(cluster, (index = { kinds: new Map(), ids: new Map() }));
    // Layers are sorted by identity, so most objects are of the kind of the one before.
    if (last === undefined || last.kind !== kind || last.group !== group || last.cluster !== cluster) {
      const key = `${group}/${kind}`;
      last = { cluster, group, kind, all: listOf(everywhere, key), own: listOf(index.kinds, key) };
    }
    last.all.push(object);
    last.own.push(object);
    if (index.ids.has(id)) repeated.push(object);
    else index.ids.set(id, object);
  }
  return {
    objects,
    repeated,
    byKind: (group, kind, cluster) =>
      (cluster === undefined ? everywhere : clusters.get(cluster)?.kinds)?.get(`${group}/${kind}`) ?? NONE,
    byId: (cluster, id) => clusters.get(cluster)?.ids.get(id),
  };
}

interface ClusterIndex {
  readonly kinds: Map<string, EmittedObject[]>;
  readonly ids: Map<string, EmittedObject>;
}

function listOf(kinds: Map<string, EmittedObject[]>, key: string): EmittedObject[] {
  let list = kinds.get(key);
  if (list === undefined) kinds.set(key, (list = []));
  return list;
}
