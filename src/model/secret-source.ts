/**
 * Where a secret value comes from. The value itself is never in a program or in Git as plain text; a construct
 * that uses one emits what brings it into the namespace (constructs/secret).
 */
export type SecretSource = StoredSecret | SopsSecret | ExistingSecret;

/** An entry of a secret store, fetched by the External Secrets Operator. */
export interface StoredSecret {
  readonly type: 'stored';
  /** Name of the ClusterSecretStore. */
  readonly store: string;
  /** Key of the entry in the store. */
  readonly key: string;
  /** Kubernetes key -> property of the entry. @default every property under its own name */
  readonly properties?: { readonly [key: string]: string } | undefined;
}

/** A SOPS-encrypted Secret manifest that is copied byte for byte. */
export interface SopsSecret {
  readonly type: 'sops';
  /** The file, relative to the working folder. */
  readonly file: string;
}

/** A Secret that somebody else puts into the namespace. */
export interface ExistingSecret {
  readonly type: 'existing';
  readonly name: string;
  /** Who puts it there; printed by the checks. */
  readonly reason: string;
}
