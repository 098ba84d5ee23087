import { helmRelease } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

const ingress = (name: string, annotations: string): string => `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: default, annotations: ${annotations} }
spec: { rules: [{ host: "${name}.srvlab.example.org" }] }
`;

const dns = helmRelease(
  'external-dns',
  'external-dns',
  '  values: { annotationPrefix: external-dns.kubernetes.io/ }',
);
const objects =
  dns + ingress('blog', '{ external-dns.kubernetes.io/target: 100.64.0.16 }') + ingress('docs', '{}');

export const severity = 'warning';
export const repository = repositoryOf({ srvlab: { services: { objects } } });
