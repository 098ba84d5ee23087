import { parseAllDocuments } from 'yaml';
import { identity, refOf } from '../../src/model/index.ts';
import type {
  DeclaredFact,
  EmittedObject,
  Fact,
  KubeObject,
  LayerSettings,
  Repository,
  RepositoryCluster,
  RepositoryLayer,
} from '../../src/model/index.ts';

export interface FixtureLayer {
  /** YAML documents. */
  readonly objects?: string;
  /** Facts of the layer. */
  readonly facts?: readonly Fact[];
  readonly settings?: LayerSettings;
  readonly after?: readonly string[];
}

/** A repository from YAML and facts, without constructs: `{ metal: { infrastructure: { objects } } }`. */
export function repositoryOf(
  clusters: { readonly [cluster: string]: { readonly [layer: string]: FixtureLayer } },
  siteFacts: readonly Fact[] = [],
): Repository {
  const facts: DeclaredFact[] = siteFacts.map((fact) => ({
    fact,
    ...origin('site'),
    cluster: undefined,
    layer: undefined,
  }));
  const resolved = Object.entries(clusters).map(([cluster, layers]): RepositoryCluster => ({
    name: cluster,
    ...origin(cluster),
    layers: Object.entries(layers).map(([name, fixture]) => {
      const layer = layerOf(cluster, name, fixture);
      for (const fact of fixture.facts ?? [])
        facts.push({ fact, ...origin(`${cluster}/${name}`), cluster, layer });
      return layer;
    }),
  }));
  return { clusters: resolved, facts };
}

function layerOf(cluster: string, name: string, fixture: FixtureLayer): RepositoryLayer {
  const layer: RepositoryLayer = {
    cluster,
    name,
    ...origin(`${cluster}/${name}`),
    path: `manifests/${cluster}/${name}`,
    settings: fixture.settings ?? {},
    objects: [],
    after: fixture.after ?? [],
  };
  for (const document of parseAllDocuments(fixture.objects ?? '')) {
    const manifest = document.toJSON() as KubeObject | null;
    if (manifest !== null) layer.objects.push(objectOf(layer, manifest));
  }
  return layer;
}

function objectOf(layer: RepositoryLayer, manifest: KubeObject): EmittedObject {
  const ref = refOf(manifest);
  return {
    manifest,
    ref,
    id: identity(ref),
    cluster: layer.cluster,
    layer,
    component: undefined,
    facts: [],
    ...origin(`${layer.construct}/${manifest.kind}-${manifest.metadata.name}`),
  };
}

function origin(construct: string): { construct: string; source: () => string | undefined } {
  return { construct, source: () => undefined };
}
