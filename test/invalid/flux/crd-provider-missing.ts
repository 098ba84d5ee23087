import { repositoryOf } from '../repository-of.ts';

const issuer = `
---
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: { name: letsencrypt }
spec: { selfSigned: {} }
`;

export const repository = repositoryOf({ srvlab: { 'infrastructure-config': { objects: issuer } } });
