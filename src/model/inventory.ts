import type { CrdProvider } from './fact.ts';
import { identity } from './object.ts';
import type { ObjectRef } from './object.ts';
import type { DeclaredFact, EmittedObject, Repository, RepositoryLayer } from './repository.ts';

/** What one cluster will hold, by identity, and who brings what is not emitted. */
export interface Inventory {
  /** The emitted object of that identity. */
  emitted(ref: ObjectRef): EmittedObject | undefined;
  /** The emitted object out of which a controller makes `ref`; undefined when none is known. */
  madeFrom(ref: ObjectRef): EmittedObject | undefined;
  /** True when somebody declared that `ref` exists without us, or a controller makes it. */
  expected(ref: ObjectRef): boolean;
  /**
   * Who installs a CRD (`plural.group`): declarations of the exact name, else of its whole group, else the CRD itself
   * when it is emitted.
   */
  providers(crd: string): readonly Provider[];
}

export interface Provider {
  readonly fact: CrdProvider;
  /** The layer that holds the providing object; undefined for CRDs that are there before Flux. */
  readonly layer: RepositoryLayer | undefined;
}

const inventories = new WeakMap<Repository, Map<string, Inventory>>();

/** The inventory of one cluster; computed once for each repository. Linear in objects and facts. */
export function inventoryOf(repository: Repository, cluster: string): Inventory {
  let all = inventories.get(repository);
  if (all === undefined) {
    all = new Map();
    inventories.set(repository, all);
  }
  let inventory = all.get(cluster);
  if (inventory === undefined) {
    inventory = build(repository, cluster);
    all.set(cluster, inventory);
  }
  return inventory;
}

function build(repository: Repository, cluster: string): Inventory {
  const objects = new Map<string, EmittedObject>();
  const layers = repository.clusters.find((one) => one.name === cluster)?.layers ?? [];
  for (const layer of layers) for (const object of layer.objects) objects.set(object.id, object);

  const made = new Map<string, EmittedObject | undefined>();
  const external = new Set<string>();
  const providers = new Map<string, Provider[]>();
  for (const declared of repository.facts) {
    if (declared.cluster !== cluster && declared.cluster !== undefined) continue;
    const { fact } = declared;
    if (fact.type === 'produces') made.set(identity(fact.ref), objects.get(identity(fact.from)));
    else if (fact.type === 'external') external.add(identity(fact.ref));
    else if (fact.type === 'crds') {
      for (const crd of fact.crds) {
        const list = providers.get(crd) ?? [];
        list.push(providerOf(declared as DeclaredFact<CrdProvider>, objects));
        providers.set(crd, list);
      }
    }
  }
  return {
    emitted: (ref) => objects.get(identity(ref)),
    madeFrom: (ref) => made.get(identity(ref)),
    expected: (ref) => external.has(identity(ref)) || made.has(identity(ref)),
    providers: (crd) =>
      providers.get(crd) ?? providers.get(`*.${crd.slice(crd.indexOf('.') + 1)}`) ?? emittedCrd(crd, objects),
  };
}

function providerOf(
  declared: DeclaredFact<CrdProvider>,
  objects: ReadonlyMap<string, EmittedObject>,
): Provider {
  if (declared.fact.provenance === 'bootstrap') return { fact: declared.fact, layer: undefined };
  return { fact: declared.fact, layer: objects.get(identity(declared.fact.by))?.layer ?? declared.layer };
}

/** A CRD that somebody put into a layer without a word about it. */
function emittedCrd(crd: string, objects: ReadonlyMap<string, EmittedObject>): readonly Provider[] {
  const by = { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', name: crd };
  const object = objects.get(identity(by));
  if (object === undefined) return [];
  return [{ fact: { type: 'crds', crds: [crd], by, provenance: 'manifest' }, layer: object.layer }];
}
