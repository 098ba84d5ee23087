import type { Construct } from 'constructs';
import { Cluster } from '../cluster/cluster.ts';
import { ClusterSecretStore } from '../../imports/external-secrets.io.ts';
import type { ClusterSecretStoreSpec } from '../../imports/external-secrets.io.ts';
import type { StoredSecret } from '../../src/model/index.ts';

type StoreProvider = ClusterSecretStoreSpec['provider'];

export interface SecretStoreProps {
  /**
   * Exactly one provider, as `ClusterSecretStore.spec.provider` takes it, or a function that gives the one of a cluster. Where
   * several clusters log in to Vault by Kubernetes, each needs a mount of its own: a mount knows one cluster's API.
   */
  readonly provider: StoreProvider | ((cluster: string) => StoreProvider);
}

/** A store that secrets come from; `secret()` names an entry, constructs fetch it into their namespace. */
export class SecretStore {
  readonly name: string;
  readonly #props: SecretStoreProps;

  constructor(name: string, props: SecretStoreProps) {
    this.name = name;
    this.#props = props;
  }

  /** An entry of the store; `properties` maps Kubernetes keys to the entry's. */
  secret(key: string, properties?: { readonly [key: string]: string }): StoredSecret {
    return { type: 'stored', store: this.name, key, properties };
  }

  /** Emits the ClusterSecretStore into a cluster's infrastructure-config layer, or into a plain chart. */
  installIn(scope: Construct): ClusterSecretStore {
    const place = Cluster.isCluster(scope) ? scope.infrastructureConfig.component('secret-stores') : scope;
    const { provider } = this.#props;
    return new ClusterSecretStore(place, this.name, {
      metadata: { name: this.name },
      spec: {
        provider:
          typeof provider === 'function' ? provider(Cluster.find(scope)?.name ?? 'cluster') : provider,
      },
    });
  }
}
