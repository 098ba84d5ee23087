/** What the rules need to know of a kind; src/schema implements it. */
export interface SchemaLookup {
  kindOf(apiVersion: string, kind: string): KindFacts | undefined;
}

export interface KindFacts {
  readonly scope: 'Namespaced' | 'Cluster';
  /** `plural.group` of the CRD, undefined for kinds that are part of Kubernetes. */
  readonly crd: string | undefined;
}
