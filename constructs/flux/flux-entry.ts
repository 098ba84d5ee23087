import { FluxInstance } from '../../imports/fluxcd.controlplane.io.ts';
import type { FluxInstanceProps } from '../../imports/fluxcd.controlplane.io.ts';
import { Kustomization } from '../../imports/kustomize.toolkit.fluxcd.io.ts';
import { GitRepository } from '../../imports/source.toolkit.fluxcd.io.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { RepositoryProps } from '../cluster/datacenter.ts';
import { declare } from '../cluster/declare.ts';
import { FLUX_NAMESPACE } from './chart-source.ts';
import { fluxInstance, pullSecretName } from './flux-instance.ts';
import { KEEP } from './namespace.ts';

/**
 * How a cluster's Flux starts. `instance`: one FluxInstance of the Flux Operator, a few lines to review on an
 * upgrade. `gotk-sync`: the two objects that `flux bootstrap` writes, for clusters where `flux install` put the
 * controllers.
 */
export type FluxStart = 'instance' | 'gotk-sync';

const TOOLKIT_GROUPS = [
  'helm.toolkit.fluxcd.io',
  'image.toolkit.fluxcd.io',
  'kustomize.toolkit.fluxcd.io',
  'notification.toolkit.fluxcd.io',
  'source.toolkit.fluxcd.io',
];

/** Emits `clusters/NAME/flux-system`, and tells the checks what is there before Flux applies the first layer. */
export function fluxEntry(
  cluster: Cluster,
  repository: RepositoryProps,
  start: FluxStart = 'instance',
): void {
  const entry = cluster.layer(FLUX_NAMESPACE, { entry: true });
  const groups = start === 'instance' ? [...TOOLKIT_GROUPS, 'fluxcd.controlplane.io'] : TOOLKIT_GROUPS;
  const by = {
    group: 'fluxcd.controlplane.io',
    kind: 'FluxInstance',
    namespace: FLUX_NAMESPACE,
    name: 'flux',
  };
  declare(entry, { type: 'crds', crds: groups.map((group) => `*.${group}`), by, provenance: 'bootstrap' });
  if (repository.secret !== undefined) {
    const ref = {
      group: '',
      kind: 'Secret',
      namespace: FLUX_NAMESPACE,
      name: pullSecretName(repository.secret),
    };
    declare(entry, {
      type: 'external',
      ref,
      reason: 'Flux needs it to read the repository, so it is there before Flux',
    });
  }
  if (start === 'instance') {
    const { metadata, spec } = fluxInstance({ cluster: cluster.name, repository });
    // Its deletion uninstalls Flux, and then nobody is left to bring it back.
    const kept = { ...metadata, annotations: { ...KEEP } };
    new FluxInstance(entry, 'flux', { metadata: kept, spec } as FluxInstanceProps);
    const source = {
      group: 'source.toolkit.fluxcd.io',
      kind: 'GitRepository',
      namespace: FLUX_NAMESPACE,
      name: FLUX_NAMESPACE,
    };
    declare(entry, { type: 'external', ref: source, reason: 'the FluxInstance makes it' });
  } else gotkSync(cluster, repository);
}

function gotkSync(cluster: Cluster, repository: RepositoryProps): void {
  const entry = cluster.layer(FLUX_NAMESPACE);
  const metadata = { name: FLUX_NAMESPACE, namespace: FLUX_NAMESPACE };
  const { url, branch = 'main', folder = '', secret } = repository;
  new GitRepository(entry, 'source', {
    metadata,
    spec: {
      interval: '1m',
      url,
      ref: { branch },
      ...(secret === undefined ? {} : { secretRef: { name: pullSecretName(secret) } }),
    },
  });
  new Kustomization(entry, 'sync', {
    metadata,
    spec: {
      interval: '10m',
      path: `./${[folder, 'clusters', cluster.name].filter((part) => part !== '').join('/')}`,
      prune: true,
      retryInterval: '2m',
      sourceRef: { kind: 'GitRepository', name: FLUX_NAMESPACE },
      timeout: '5m',
    },
  });
}
