import type { EmittedObject, Repository } from '../model/index.ts';
import { indexOf } from './object-index.ts';
import type { KindFacts, SchemaLookup } from './schema-lookup.ts';

/** One kind as one cluster uses it. */
export interface UsedKind {
  readonly cluster: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** Undefined for a kind without a schema. */
  readonly facts: KindFacts | undefined;
  readonly objects: readonly [EmittedObject, ...EmittedObject[]];
}

const cache = new WeakMap<Repository, readonly UsedKind[]>();

/** The kinds of every cluster with their objects, so that rules about kinds look each up once. Linear in the objects. */
export function kindsIn(repository: Repository, schemas: SchemaLookup): readonly UsedKind[] {
  let kinds = cache.get(repository);
  if (kinds === undefined) {
    kinds = build(repository, schemas);
    cache.set(repository, kinds);
  }
  return kinds;
}

function build(repository: Repository, schemas: SchemaLookup): readonly UsedKind[] {
  const kinds = new Map<string, UsedKind & { objects: [EmittedObject, ...EmittedObject[]] }>();
  let last: (UsedKind & { objects: [EmittedObject, ...EmittedObject[]] }) | undefined;
  for (const object of indexOf(repository).objects) {
    const { apiVersion, kind } = object.manifest;
    // Layers are sorted by identity, so most objects are of the kind of the one before.
    if (last?.kind === kind && last.apiVersion === apiVersion && last.cluster === object.cluster) {
      last.objects.push(object);
      continue;
    }
    const key = `${object.cluster} ${apiVersion}/${kind}`;
    let used = kinds.get(key);
    if (used !== undefined) used.objects.push(object);
    else {
      const facts = schemas.kindOf(apiVersion, kind);
      used = { cluster: object.cluster, apiVersion, kind, facts, objects: [object] };
      kinds.set(key, used);
    }
    last = used;
  }
  return [...kinds.values()];
}
