import { byCodeUnit, identity, inventoryOf } from '../model/index.ts';
import type {
  Gate,
  Json,
  JsonObject,
  KubeObject,
  ObjectRef,
  Repository,
  RepositoryLayer,
} from '../model/index.ts';
import type { LayerEdges } from './edges.ts';

/** Namespace and name of the Flux source that every layer of a cluster is read from. */
export const FLUX_SYSTEM = 'flux-system';

/**
 * The Flux Kustomization of one layer. It is ready when what other layers wait for is healthy, and nothing else:
 * `wait: true` would let one sick workload hold up every layer after it.
 */
export function kustomization(
  repository: Repository,
  layer: RepositoryLayer,
  edges: LayerEdges,
  folder: string,
): KubeObject {
  const { settings } = layer;
  const dependsOn = edges.dependsOn(layer);
  const gated = gatesOf(layer, edges);
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: layer.name, namespace: FLUX_SYSTEM },
    spec: omitEmpty({
      dependsOn: dependsOn.map((name) => ({ name })),
      interval: settings.interval ?? '1h',
      retryInterval: settings.retryInterval ?? '2m',
      timeout: settings.timeout ?? '10m',
      sourceRef: { kind: 'GitRepository', name: FLUX_SYSTEM },
      path: `./${[folder, layer.path].filter((part) => part !== '').join('/')}`,
      prune: settings.prune ?? true,
      deletionPolicy: settings.deletionPolicy,
      suspend: settings.suspend === true ? true : undefined,
      decryption:
        settings.decryptionSecret === undefined
          ? undefined
          : { provider: 'sops', secretRef: { name: settings.decryptionSecret } },
      postBuild: settings.substitute === undefined ? undefined : { substitute: settings.substitute },
      wait: false,
      healthChecks: gated.map((ref) => healthCheck(repository, layer, ref)),
      healthCheckExprs: expressions(repository, layer, gated),
    }),
  };
}

/** What later layers wait for in this one, by identity, sorted. */
export function gatesOf(layer: RepositoryLayer, edges: LayerEdges): readonly ObjectRef[] {
  const gates = new Map<string, ObjectRef>();
  for (const edge of edges.all) {
    if (edge.to !== layer) continue;
    for (const ref of edge.gates) gates.set(identity(ref), ref);
  }
  return [...gates].sort(([a], [b]) => byCodeUnit(a, b)).map(([, ref]) => ref);
}

function healthCheck(repository: Repository, layer: RepositoryLayer, ref: ObjectRef): JsonObject {
  const emitted = inventoryOf(repository, layer.cluster).emitted(ref);
  const apiVersion =
    ref.kind === 'CustomResourceDefinition'
      ? 'apiextensions.k8s.io/v1'
      : (emitted?.manifest.apiVersion ?? ref.group);
  return omitEmpty({ apiVersion, kind: ref.kind, name: ref.name, namespace: ref.namespace });
}

/** Flux takes one expression for a kind; where several objects of a kind declare one, the first by identity counts. */
function expressions(
  repository: Repository,
  layer: RepositoryLayer,
  gated: readonly ObjectRef[],
): readonly JsonObject[] {
  const kinds = new Map<string, JsonObject>();
  for (const ref of gated) {
    const gate = repository.facts.find(
      ({ fact, cluster }) =>
        fact.type === 'gate' && cluster === layer.cluster && identity(fact.ref) === identity(ref),
    )?.fact as Gate | undefined;
    if (gate === undefined) continue;
    const { apiVersion, current, failed, inProgress } = gate;
    kinds.set(
      `${apiVersion}/${ref.kind}`,
      omitEmpty({ apiVersion, kind: ref.kind, current, failed, inProgress }),
    );
  }
  return [...kinds].sort(([a], [b]) => byCodeUnit(a, b)).map(([, expression]) => expression);
}

function omitEmpty(object: { readonly [key: string]: Json | undefined }): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
