import { helmRelease } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

const issuer = `
---
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: { name: letsencrypt }
spec: { selfSigned: {} }
`;

export const repository = repositoryOf({
  srvlab: {
    infrastructure: {
      objects: helmRelease('cert-manager', 'cert-manager', '  suspend: true'),
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
    'infrastructure-config': { objects: issuer },
  },
});
