/** What the order of layers needs to know of a kind; src/schema implements it. */
export interface SchemaLookup {
  kindOf(apiVersion: string, kind: string): KindFacts | undefined;
}

/** The schemas as the rules use them. Kinds must have been loaded before. */
export interface SchemaCheck extends SchemaLookup {
  /** Everything that an API server would refuse or drop. */
  validate(object: unknown): readonly SchemaProblem[];
}

export interface SchemaProblem {
  /** Dotted path inside the object, empty for the object itself. */
  readonly path: string;
  readonly message: string;
  readonly got: string;
  readonly expected: string;
  readonly fix?: string;
}

export interface KindFacts {
  readonly scope: 'Namespaced' | 'Cluster';
  /** `plural.group` of the CRD, undefined for kinds that are part of Kubernetes. */
  readonly crd: string | undefined;
}
