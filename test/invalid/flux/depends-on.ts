import { repositoryOf } from '../repository-of.ts';

const kustomization = (name: string, more: string): string => `
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec:
  interval: 1h
  timeout: 10m
  retryInterval: 2m
  prune: true
  path: ./${name}
  sourceRef: { kind: GitRepository, name: flux-system }
${more}
`;

const objects = kustomization('gateway-api', '  dependsOn: [{ name: infrastucture }]');

export const repository = repositoryOf({ srvlab: { infrastructure: { objects } } });
