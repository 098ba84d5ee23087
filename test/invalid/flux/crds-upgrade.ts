import { helmRelease } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

export const repository = repositoryOf({
  srvlab: {
    infrastructure: {
      objects: helmRelease('cert-manager', 'cert-manager').replace('crds: Skip, ', ''),
      facts: [
        {
          type: 'crds',
          crds: ['*.cert-manager.io'],
          by: {
            group: 'helm.toolkit.fluxcd.io',
            kind: 'HelmRelease',
            namespace: 'kube-system',
            name: 'cert-manager',
          },
          provenance: 'chart',
        },
      ],
    },
  },
});
