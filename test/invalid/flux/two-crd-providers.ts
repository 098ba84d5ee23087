import type { CrdProvider } from '../../../src/model/index.ts';
import { helmRelease } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

const provider = (name: string): CrdProvider => ({
  type: 'crds',
  crds: ['gateways.gateway.networking.k8s.io'],
  by: { group: 'helm.toolkit.fluxcd.io', kind: 'HelmRelease', namespace: 'kube-system', name },
  provenance: 'chart',
});

export const repository = repositoryOf({
  srvlab: {
    infrastructure: {
      objects: helmRelease('traefik', 'traefik') + helmRelease('envoy-gateway', 'gateway-helm'),
      facts: [provider('traefik'), provider('envoy-gateway')],
    },
  },
});
