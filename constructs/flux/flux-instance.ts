import type { FluxInstanceSpec } from '../../imports/fluxcd.controlplane.io.ts';
import type { JsonObject, KubeObject, SecretSource } from '../../src/model/index.ts';
import { versions } from '../versions.ts';
import { FLUX_NAMESPACE } from './chart-source.ts';

export interface FluxInstanceProps {
  /** Name of the cluster; its Flux reads `clusters/NAME`. */
  readonly cluster: string;
  readonly repository: {
    readonly url: string;
    /** @default main */
    readonly branch?: string | undefined;
    /** Folder of the repository that holds `clusters/`. @default the root */
    readonly folder?: string | undefined;
    /** @default none, a public repository */
    readonly secret?: SecretSource | undefined;
  };
  /** Exact Flux release. @default the pinned one */
  readonly version?: string | undefined;
}

/**
 * The Flux of one cluster (`fluxcd.controlplane.io/v1`) as plain data, so that a bootstrap manifest and a committed file
 * cannot differ. The operator accepts only the name `flux`. It makes the
 * GitRepository and the Kustomization `flux-system` that everything else starts from.
 */
export function fluxInstance({
  cluster,
  repository,
  version,
}: FluxInstanceProps): KubeObject & { readonly spec: FluxInstanceSpec & JsonObject } {
  const { url, branch = 'main', folder = '', secret } = repository;
  const spec = {
    distribution: { version: version ?? versions.distributions['flux'] ?? '', registry: 'ghcr.io/fluxcd' },
    components: ['source-controller', 'kustomize-controller', 'helm-controller', 'notification-controller'],
    cluster: { type: 'kubernetes', networkPolicy: true },
    sync: {
      kind: 'GitRepository',
      url,
      ref: `refs/heads/${branch}`,
      path: [...folder.split('/').filter((part) => part !== ''), 'clusters', cluster].join('/'),
      interval: '1m',
      ...(secret === undefined ? {} : { pullSecret: pullSecretName(secret) }),
    },
    kustomize: {
      patches: [
        // Half a minute of waiting at every step of the chain of layers is the default.
        flags('(kustomize-controller|helm-controller)', ['--requeue-dependency=5s']),
        flags('(source-controller|kustomize-controller|helm-controller)', ['--concurrent=10']),
      ],
    },
  } satisfies FluxInstanceSpec;
  return {
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: { name: 'flux', namespace: FLUX_NAMESPACE },
    spec,
  };
}

/** Name of the Secret in flux-system with the repository's credentials. */
export function pullSecretName(source: SecretSource): string {
  return source.type === 'existing' ? source.name : 'flux-repository';
}

/** Adds flags to controllers; `deployments` is a regular expression over their names. */
function flags(
  deployments: string,
  values: readonly string[],
): { readonly target: { readonly kind: string; readonly name: string }; readonly patch: string } {
  return {
    target: { kind: 'Deployment', name: deployments },
    patch: values
      .map((value) => `- op: add\n  path: /spec/template/spec/containers/0/args/-\n  value: ${value}\n`)
      .join(''),
  };
}
