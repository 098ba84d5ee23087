import { network } from '../facts.ts';
import { repositoryOf } from '../repository-of.ts';

const ingress = (name: string, annotations: string): string => `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: default, annotations: ${annotations} }
spec: { rules: [{ host: "${name}.srvlab.example.org" }] }
`;

const objects = ingress('blog', '{ external-dns.kubernetes.io/target: 100.46.0.16 }');

export const repository = repositoryOf({ srvlab: { services: { objects } } }, [
  network('tailnet', '100.64.0.0/10', 'tailnet'),
]);
