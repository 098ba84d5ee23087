import { ApiObject, App } from 'cdk8s';
import type { IConstruct, MetadataEntry } from 'constructs';
import { FACT, TRACE } from '../../constructs/cluster/declare.ts';
import { Cluster } from '../../constructs/cluster/cluster.ts';
import { Layer } from '../../constructs/cluster/layer.ts';
import { TextFile } from '../../constructs/cluster/text-file.ts';
import { SopsFile } from '../../constructs/secret/sops-file.ts';
import { byCodeUnit, identity, refOf } from '../model/index.ts';
import type {
  DeclaredFact,
  Fact,
  Finding,
  Origin,
  Repository,
  RepositoryCluster,
  RepositoryLayer,
} from '../model/index.ts';
import { manifestOf } from './manifest.ts';
import { sourceLine } from './source-line.ts';

/** The tree as plain data, and what the tree alone shows to be wrong. */
export interface Resolved {
  readonly repository: Repository;
  readonly texts: readonly { readonly path: string; readonly text: string; readonly origin: Origin }[];
  readonly findings: readonly Finding[];
}

/** Walks the construct tree once, depth first, and turns it into plain data. Linear in the tree. */
export function resolve(app: App): Resolved {
  const walk: Walk = { clusters: [], facts: [], texts: [], findings: [] };
  visit(app, { cluster: undefined, layer: undefined, component: undefined, source: () => undefined }, walk);
  for (const cluster of walk.clusters) cluster.layers.sort((a, b) => byCodeUnit(a.name, b.name));
  walk.clusters.sort((a, b) => byCodeUnit(a.name, b.name));
  // Creation order must not show in the output: two programs that say the same give the same bytes.
  for (const { layers } of walk.clusters) {
    for (const layer of layers) layer.objects.sort((a, b) => byCodeUnit(a.id, b.id));
  }
  const clusters = walk.clusters.map((one) => ({
    ...one,
    layers: one.layers.filter((layer) => layer.objects.length > 0),
  }));
  return {
    repository: { clusters, facts: walk.facts },
    texts: walk.texts.sort((a, b) => byCodeUnit(a.path, b.path)),
    findings: walk.findings,
  };
}

interface Walk {
  readonly clusters: (RepositoryCluster & { layers: RepositoryLayer[] })[];
  readonly facts: DeclaredFact[];
  readonly texts: { path: string; text: string; origin: Origin }[];
  readonly findings: Finding[];
}

interface Place {
  readonly cluster: (RepositoryCluster & { layers: RepositoryLayer[] }) | undefined;
  readonly layer: RepositoryLayer | undefined;
  readonly component: string | undefined;
  readonly source: () => string | undefined;
}

function visit(construct: IConstruct, outer: Place, walk: Walk): void {
  const { metadata } = construct.node;
  const place = placeOf(construct, outer, metadata, walk);
  const origin = { construct: construct.node.path, source: place.source };
  let facts = NONE;
  for (const entry of metadata) {
    if (entry.type !== FACT) continue;
    const fact = entry.data as Fact;
    facts = [...facts, fact];
    walk.facts.push({ fact, cluster: place.cluster?.name, layer: place.layer, ...origin });
  }
  if (TextFile.isTextFile(construct)) walk.texts.push({ path: construct.path, text: construct.text, origin });
  if (ApiObject.isApiObject(construct)) take(construct, place, facts, walk);
  for (const child of construct.node.children) visit(child, place, walk);
}

const NONE: readonly Fact[] = [];

/** The place of a construct; most constructs are objects, which share the one around them. */
function placeOf(construct: IConstruct, outer: Place, metadata: readonly MetadataEntry[], walk: Walk): Place {
  const trace = metadata.find((entry) => entry.type === TRACE)?.data as Error | undefined;
  const source = trace === undefined ? outer.source : () => sourceLine(trace);
  if (ApiObject.isApiObject(construct)) return source === outer.source ? outer : { ...outer, source };
  const origin = { construct: construct.node.path, source };
  if (Cluster.isCluster(construct)) {
    const cluster = { name: construct.name, layers: [], ...origin };
    walk.clusters.push(cluster);
    return { cluster, layer: undefined, component: undefined, source };
  }
  if (Layer.isLayer(construct)) {
    const layer = layerOf(construct, outer, origin);
    outer.cluster?.layers.push(layer);
    return { cluster: outer.cluster, layer, component: undefined, source };
  }
  if (outer.layer !== undefined && outer.component === undefined) {
    return { ...outer, component: construct.node.id, source };
  }
  return source === outer.source ? outer : { ...outer, source };
}

function layerOf(layer: Layer, outer: Place, origin: Origin): RepositoryLayer {
  const cluster = outer.cluster?.name ?? '';
  return {
    cluster,
    name: layer.name,
    path: layer.entry ? `clusters/${cluster}/${layer.name}` : `manifests/${cluster}/${layer.name}`,
    ...(layer.entry ? { entry: true } : {}),
    settings: layer.settings,
    objects: [],
    after: layer.after.map((other) => other.name),
    ...origin,
  };
}

function take(object: ApiObject, place: Place, facts: readonly Fact[], walk: Walk): void {
  const { layer, cluster, component, source } = place;
  const construct = object.node.path;
  if (layer === undefined || cluster === undefined) {
    walk.findings.push({
      code: 'flux/outside-layer',
      message: 'the object is in no layer of a cluster, so Flux would never apply it',
      object: `${object.apiVersion} ${object.kind} ${object.name}`,
      construct,
      source: source(),
      got: 'a chart without a cluster',
      expected: 'a construct below cluster.infrastructure, cluster.services or another layer',
      fix: 'pass a layer as the scope',
    });
    return;
  }
  const manifest = manifestOf(object);
  const ref = refOf(manifest);
  const bytes = SopsFile.isSopsFile(object) ? object.bytes : undefined;
  const id = identity(ref);
  layer.objects.push({
    manifest,
    ref,
    id,
    cluster: cluster.name,
    layer,
    component,
    facts,
    bytes,
    construct,
    source,
  });
}
