import type { Construct } from 'constructs';
import { Kustomization } from '../../imports/kustomize.toolkit.fluxcd.io.ts';
import { GitRepository } from '../../imports/source.toolkit.fluxcd.io.ts';
import type { ObjectRef } from '../../src/model/index.ts';
import { declare } from '../cluster/declare.ts';
import { FLUX_NAMESPACE } from '../flux/chart-source.ts';
import { versions } from '../versions.ts';

/** The Flux Kustomization whose readiness means that the Gateway API's CRDs are there. */
export const GATEWAY_API: ObjectRef = {
  group: 'kustomize.toolkit.fluxcd.io',
  kind: 'Kustomization',
  namespace: FLUX_NAMESPACE,
  name: 'gateway-api',
};

/**
 * The CRDs of the Gateway API from its own repository; it publishes no chart. They stay when the add-on goes, since with
 * them would go every Gateway and route of the cluster.
 */
export function gatewayApi(
  scope: Construct,
  version: string = versions.distributions['gateway-api'] ?? '',
): void {
  const metadata = { name: GATEWAY_API.name, namespace: FLUX_NAMESPACE };
  new GitRepository(scope, 'source', {
    metadata,
    spec: {
      interval: '1h',
      url: 'https://github.com/kubernetes-sigs/gateway-api',
      ref: { tag: version },
      // A folder below an ignored one cannot be taken back.
      ignore: '/*\n!/config/\n',
    },
  });
  const crds = new Kustomization(scope, 'crds', {
    metadata,
    spec: {
      interval: '1h',
      retryInterval: '2m',
      timeout: '5m',
      path: './config/crd/standard',
      sourceRef: { kind: 'GitRepository', name: GATEWAY_API.name },
      prune: true,
      deletionPolicy: 'Orphan',
      wait: true,
    },
  });
  declare(crds, {
    type: 'crds',
    crds: ['*.gateway.networking.k8s.io'],
    by: GATEWAY_API,
    provenance: 'chart',
  });
}
