import type { CrdProvider, Fact, Repository } from '../../../src/model/index.ts';
import { configMap, helmRelease } from '../../invalid/objects.ts';
import { repositoryOf } from '../../invalid/repository-of.ts';

export function of(objects: string, ...facts: Fact[]): Repository {
  return repositoryOf({ srvlab: { services: { objects, facts } } });
}

export const settings = configMap('settings');
export const issuer = `
---
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: { name: letsencrypt }
`;
export const kustomization = (name: string, more = '', path = `./${name}`): string => `
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec:
  interval: 1h
  timeout: 10m
  retryInterval: 2m
  path: ${path}
  sourceRef: { kind: GitRepository, name: flux-system }
${more}
`;
export const crd = `
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: clusterissuers.cert-manager.io }
`;
export const claim = (more = ''): string => `
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: default${more} }
`;
export const pod = (volume: string): string => `
---
apiVersion: v1
kind: Pod
metadata: { name: shell, namespace: default }
spec: { volumes: [{ name: data, ${volume} }] }
`;
export const certManager = helmRelease('cert-manager', 'cert-manager');
export const provider = (provenance: CrdProvider['provenance'], name = 'cert-manager'): CrdProvider => ({
  type: 'crds',
  crds: ['*.cert-manager.io'],
  by: { group: 'helm.toolkit.fluxcd.io', kind: 'HelmRelease', namespace: 'kube-system', name },
  provenance,
});
export const keep = ', annotations: { kustomize.toolkit.fluxcd.io/prune: disabled }';

export const blogWithTls = (annotations: string): Repository =>
  of(`${pod('secret: { secretName: tls }')}---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: blog, namespace: default, annotations: ${annotations} }
spec: { tls: [{ secretName: tls }] }
`);
