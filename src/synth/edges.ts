import { reachable, topologicalOrder, transitiveReduction } from '../graph/graph.ts';
import type { Edge } from '../graph/graph.ts';
import { byCodeUnit, identity, inventoryOf, referencesOf } from '../model/index.ts';
import type {
  EmittedObject,
  Inventory,
  ObjectRef,
  Repository,
  RepositoryCluster,
  RepositoryLayer,
} from '../model/index.ts';
import type { LayerGraph } from '../checks/rule.ts';
import type { SchemaLookup } from '../checks/schema-lookup.ts';

/**
 * Why a layer waits for another.
 * `crd`: its objects are of a kind that the other installs · `namespace`: they live in the other's namespace ·
 * `need`: somebody declared it · `source`: a Flux source · `asked`: by hand. These are hard: without the order
 * something is refused. `reference` is soft: the other is named and would be waited for anyway; such an edge only
 * spares failed first attempts and is dropped where it would close a cycle.
 */
export type Cause = 'crd' | 'namespace' | 'source' | 'need' | 'asked' | 'reference';

export interface LayerEdge {
  readonly from: RepositoryLayer;
  /** The layer that comes first. */
  readonly to: RepositoryLayer;
  readonly cause: Cause;
  /** The object that asks, and what it asks for. */
  readonly because: string;
  /** What must be healthy in `to` before `from` may start, beside `to` having been applied. */
  readonly gates: readonly ObjectRef[];
}

/** The order of all layers, cluster by cluster. */
export interface LayerEdges extends LayerGraph {
  /** Every reason, also those that a chain of others already implies. */
  readonly all: readonly LayerEdge[];
  /** The layers that `layer` names in `dependsOn`: without those that follow from others. Sorted. */
  dependsOn(layer: RepositoryLayer): readonly string[];
  /** Cycles, each as a path of layer names that ends where it starts. */
  readonly cycles: readonly { readonly cluster: string; readonly path: readonly string[] }[];
}

/** Computes the order of the layers from what their objects provide and need. Linear in objects and references. */
export function computeEdges(repository: Repository, schemas: SchemaLookup): LayerEdges {
  const all: LayerEdge[] = [];
  const cycles: { cluster: string; path: readonly string[] }[] = [];
  const before = new Map<string, ReadonlySet<string>>();
  const reduced = new Map<string, string[]>();
  for (const cluster of repository.clusters) {
    const edges = edgesOf(repository, cluster, schemas);
    const names = cluster.layers.filter((layer) => layer.entry !== true).map((layer) => layer.name);
    const hard = pairs(edges.filter((edge) => edge.cause !== 'reference'));
    const cycle = findCycle(names, hard);
    if (cycle !== undefined) cycles.push({ cluster: cluster.name, path: cycle });
    const kept = cycle === undefined ? withSoft(hard, edges) : hard;
    const keys = new Set(kept.map((edge) => `${edge.from}|${edge.to}`));
    all.push(...edges.filter((edge) => keys.has(`${edge.from.name}|${edge.to.name}`)));
    for (const { from, to } of cycle === undefined ? transitiveReduction(names, kept) : []) {
      const list = reduced.get(`${cluster.name}/${from}`) ?? [];
      list.push(to);
      reduced.set(`${cluster.name}/${from}`, list);
    }
    for (const name of names) {
      const found = new Set(reachable([name], kept));
      found.delete(name);
      before.set(`${cluster.name}/${name}`, found);
    }
  }
  return {
    all,
    cycles,
    before: (cluster, layer) => before.get(`${cluster}/${layer}`) ?? new Set(),
    dependsOn: (layer) => (reduced.get(`${layer.cluster}/${layer.name}`) ?? []).toSorted(byCodeUnit),
  };
}

/** Every reason of one cluster, at most one for each pair of layers, cause and gate. */
function edgesOf(repository: Repository, cluster: RepositoryCluster, schemas: SchemaLookup): LayerEdge[] {
  const inventory = inventoryOf(repository, cluster.name);
  const edges = new EdgeSet();
  const namespaces = new Map<string, EmittedObject | undefined>();
  for (const layer of cluster.layers) {
    for (const name of layer.after) {
      const to = cluster.layers.find((other) => other.name === name);
      if (to !== undefined) edges.add(layer, to, 'asked', '', () => `${layer.name} asks for it`);
    }
    for (const object of layer.objects) {
      crdEdge(object, inventory, schemas, edges);
      namespaceEdge(object, inventory, namespaces, edges);
      referenceEdges(object, inventory, edges);
    }
  }
  for (const { fact, layer, cluster: owner } of repository.facts) {
    if (fact.type !== 'needs' || owner !== cluster.name || layer === undefined) continue;
    const target = inventory.emitted(fact.ref);
    if (target === undefined) continue;
    edges.add(layer, target.layer, 'need', identity(fact.ref), () => fact.reason, [fact.ref]);
  }
  return edges.all;
}

/** Keeps the first reason of a kind; nearly all later ones are dropped before anything is made for them. */
class EdgeSet {
  readonly all: LayerEdge[] = [];
  readonly #seen = new Map<RepositoryLayer, Map<RepositoryLayer, Set<string>>>();

  /** `subject` tells reasons of one cause apart that have gates of their own. */
  add(
    from: RepositoryLayer,
    to: RepositoryLayer,
    cause: Cause,
    subject: string,
    because: () => string,
    gates: readonly ObjectRef[] = [],
  ): void {
    if (from === to || from.entry === true || to.entry === true) return;
    let targets = this.#seen.get(from);
    if (targets === undefined) this.#seen.set(from, (targets = new Map()));
    let reasons = targets.get(to);
    if (reasons === undefined) targets.set(to, (reasons = new Set()));
    const key = subject === '' ? cause : `${cause} ${subject}`;
    if (reasons.has(key)) return;
    reasons.add(key);
    this.all.push({ from, to, cause, because: because(), gates });
  }
}

function crdEdge(object: EmittedObject, inventory: Inventory, schemas: SchemaLookup, edges: EdgeSet): void {
  const crd = schemas.kindOf(object.manifest.apiVersion, object.ref.kind)?.crd;
  if (crd === undefined) return;
  for (const { fact, layer } of inventory.providers(crd)) {
    if (layer === undefined) continue;
    // A CRD in plain YAML is established before its layer counts as applied; everything else is waited for by name.
    const gates = fact.provenance === 'manifest' ? [] : [fact.by, crdRef(crd)];
    edges.add(object.layer, layer, 'crd', crd, () => `${object.id} needs the CRD ${crd}`, gates);
  }
}

/** `known` keeps what was looked up: a cluster has few namespaces for many objects. */
function namespaceEdge(
  object: EmittedObject,
  inventory: Inventory,
  known: Map<string, EmittedObject | undefined>,
  edges: EdgeSet,
): void {
  const { namespace } = object.ref;
  if (namespace === undefined) return;
  let target = known.get(namespace);
  if (target === undefined) {
    if (known.has(namespace)) return;
    target = inventory.emitted({ group: '', kind: 'Namespace', name: namespace });
    known.set(namespace, target);
  }
  if (target === undefined) return;
  edges.add(
    object.layer,
    target.layer,
    'namespace',
    '',
    () => `${object.id} lives in the namespace ${namespace}`,
  );
}

function referenceEdges(object: EmittedObject, inventory: Inventory, edges: EdgeSet): void {
  for (const { ref, strength } of referencesOf(object.manifest)) {
    const target = inventory.emitted(ref) ?? inventory.madeFrom(ref);
    if (target === undefined) continue;
    const cause = strength === 'hard' ? 'source' : 'reference';
    edges.add(object.layer, target.layer, cause, '', () => `${object.id} refers to ${identity(ref)}`);
  }
}

export function crdRef(name: string): ObjectRef {
  return { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', name };
}

/** Adds the soft edges one by one, in a fixed order, unless the other layer already waits for this one. */
function withSoft(hard: readonly Edge[], edges: readonly LayerEdge[]): Edge[] {
  const kept = [...hard];
  const soft = pairs(edges.filter((edge) => edge.cause === 'reference'));
  for (const edge of soft) {
    if (kept.some((other) => other.from === edge.from && other.to === edge.to)) continue;
    if (!reachable([edge.to], kept).has(edge.from)) kept.push(edge);
  }
  return kept;
}

function pairs(edges: readonly LayerEdge[]): Edge[] {
  const found = new Map<string, Edge>();
  for (const { from, to } of edges) found.set(`${from.name}|${to.name}`, { from: from.name, to: to.name });
  return [...found.entries()].sort(([a], [b]) => byCodeUnit(a, b)).map(([, edge]) => edge);
}

function findCycle(names: readonly string[], edges: readonly Edge[]): readonly string[] | undefined {
  const sorted = topologicalOrder(names, edges);
  return 'cycle' in sorted ? sorted.cycle : undefined;
}
