import { crdsThere } from '../facts.ts';
import { repositoryOf } from '../repository-of.ts';

const objects = `
---
apiVersion: k8s.mariadb.com/v1alpha1
kind: MariaDB
metadata: { name: mariadb, namespace: default, annotations: { kustomize.toolkit.fluxcd.io/prune: disabled } }
spec: { storage: { size: 1Gi }, rootPasswordSecretKeyRef: { name: root, key: password, generate: true } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ghost, namespace: default }
spec:
  selector: { matchLabels: { app: ghost } }
  template:
    metadata: { labels: { app: ghost } }
    spec:
      containers:
        - name: ghost
          image: docker.io/library/ghost:6.0.1
          env: [{ name: database__connection__host, value: mariadb.default.svc }]
`;

export const severity = 'warning';
export const repository = repositoryOf({ srvlab: { services: { objects } } }, [crdsThere('k8s.mariadb.com')]);
