import type { EmittedObject, Finding, Origin, Repository } from '../model/index.ts';
import type { SchemaCheck } from './schema-lookup.ts';

/** What a rule may look at beside the repository. */
export interface RuleContext {
  readonly schemas: SchemaCheck;
  readonly graph: LayerGraph;
}

/** The computed order of one cluster's layers: for each layer (`CLUSTER/LAYER`) all layers that are applied before it. */
export interface LayerGraph {
  /** Cycles, each as a path of layer names that ends where it starts. */
  readonly cycles: readonly { readonly cluster: string; readonly path: readonly string[] }[];
  readonly before: (cluster: string, layer: string) => ReadonlySet<string>;
}

/** One check: a file in this folder, a fixture in test/invalid, an entry in the registry. */
export interface Rule {
  readonly code: string;
  /** One line, what must hold. */
  readonly title: string;
  /** What goes wrong in production otherwise, and where the fact comes from. Printed by `explain`. */
  readonly why: string;
  /** Yields one finding per mistake, in any order; the caller sorts. */
  readonly validate: (repository: Repository, context: RuleContext) => Iterable<Finding>;
}

/** The part of a finding that says where the mistake is; spread it into the finding. */
export function where(object: EmittedObject): Pick<Finding, 'object' | 'construct' | 'source'> {
  return { object: `${object.cluster}: ${object.id}`, ...from(object) };
}

/** The same for facts, layers and clusters. */
export function from(origin: Origin): Pick<Finding, 'construct' | 'source'> {
  return { construct: origin.construct, source: origin.source() };
}
