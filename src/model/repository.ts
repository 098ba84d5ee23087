import type { Fact } from './fact.ts';
import type { KubeObject, ObjectRef } from './object.ts';

/** Where something comes from: the construct and the user's line that made it. */
export interface Origin {
  /** Path of the construct. */
  readonly construct: string;
  /** `file:line` relative to the working folder; a function because stack traces are costly to read. */
  readonly source: () => string | undefined;
}

/** One object as it will be written. */
export interface EmittedObject extends Origin {
  readonly manifest: KubeObject;
  readonly ref: ObjectRef;
  /** `identity(ref)`, unique in its cluster. */
  readonly id: string;
  readonly cluster: string;
  readonly layer: RepositoryLayer;
  /** Folder below the layer, the id of the layer's child that made the object. @default the layer's own folder */
  readonly component: string | undefined;
  /** Facts declared on the object's own construct. */
  readonly facts: readonly Fact[];
  /** The file's text where it must be kept byte for byte, as SOPS files. @default written from the manifest */
  readonly bytes?: string | undefined;
}

/** How Flux treats a layer, where the default does not fit. Durations are Flux durations such as `5m`. */
export interface LayerSettings {
  /** Whether objects that leave Git are deleted. @default true */
  readonly prune?: boolean | undefined;
  /** What happens to the objects when the layer itself goes. @default Flux' own, MirrorPrune */
  readonly deletionPolicy?: 'MirrorPrune' | 'Delete' | 'WaitForTermination' | 'Orphan' | undefined;
  /** How often the layer is reconciled without a change. @default 1h */
  readonly interval?: string | undefined;
  /** How long its gates may take. @default 10m */
  readonly timeout?: string | undefined;
  /** Pause after a failure. @default 2m */
  readonly retryInterval?: string | undefined;
  /** Stops reconciling. @default false */
  readonly suspend?: boolean | undefined;
  /** Secret in flux-system with the SOPS key, for layers that hold SOPS files. @default none */
  readonly decryptionSecret?: string | undefined;
  /** Variables for `${NAME}` in this layer's objects. @default none; `$` is then never touched */
  readonly substitute?: { readonly [name: string]: string } | undefined;
}

/** One Flux Kustomization and what it applies. */
export interface RepositoryLayer extends Origin {
  readonly cluster: string;
  readonly name: string;
  /** Folder of its objects, `manifests/CLUSTER/LAYER`. */
  readonly path: string;
  readonly settings: LayerSettings;
  readonly objects: EmittedObject[];
  /** Names of layers that somebody asked for by hand, beside the computed ones. */
  readonly after: readonly string[];
  /**
   * True for the objects that Flux itself starts from, `clusters/CLUSTER/flux-system`: they have no Kustomization
   * of their own and come before every layer.
   */
  readonly entry?: boolean | undefined;
}

/** A fact and the construct it was declared on. */
export interface DeclaredFact<F extends Fact = Fact> extends Origin {
  readonly fact: F;
  readonly cluster: string | undefined;
  readonly layer: RepositoryLayer | undefined;
}

export interface RepositoryCluster extends Origin {
  readonly name: string;
  readonly layers: readonly RepositoryLayer[];
}

/** The resolved tree: everything the checks look at and the layout writes. */
export interface Repository {
  readonly clusters: readonly RepositoryCluster[];
  readonly facts: readonly DeclaredFact[];
}

export function objectsOf(repository: Repository): EmittedObject[] {
  return repository.clusters.flatMap((cluster) => cluster.layers.flatMap((layer) => layer.objects));
}

/** All facts of one type, with their origin. */
export function factsOf<T extends Fact['type']>(
  repository: Repository,
  type: T,
): readonly DeclaredFact<Extract<Fact, { type: T }>>[] {
  return repository.facts.filter(
    (declared): declared is DeclaredFact<Extract<Fact, { type: T }>> => declared.fact.type === type,
  );
}
