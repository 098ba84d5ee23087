import { crdsThere } from '../facts.ts';
import { pool } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

const service = `
---
apiVersion: v1
kind: Service
metadata: { name: ingress, namespace: default, annotations: { lbipam.cilium.io/ips: 10.42.66.201 } }
spec: { type: LoadBalancer, selector: { app: ingress }, ports: [{ port: 443 }] }
`;
const objects = pool(
  'srvlab',
  '10.42.66.200',
  '10.42.66.219',
  '  serviceSelector: { matchLabels: { pool: inner } }',
);

export const repository = repositoryOf(
  { srvlab: { 'infrastructure-config': { objects: objects + service } } },
  [crdsThere('cilium.io')],
);
