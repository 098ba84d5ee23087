import { repositoryOf } from '../repository-of.ts';

/** A field that the kind does not have. */
const objects = `
apiVersion: v1
kind: Service
metadata: { name: blog, namespace: default }
spec: { selectors: { app: blog }, ports: [{ port: 80 }] }
`;

export const repository = repositoryOf({ srvlab: { services: { objects } } });
