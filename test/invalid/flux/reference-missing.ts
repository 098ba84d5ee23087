import { repositoryOf } from '../repository-of.ts';

const objects = `
apiVersion: v1
kind: Pod
metadata: { name: shell, namespace: default }
spec:
  containers:
    - name: shell
      image: docker.io/library/busybox:1.37.0
      envFrom: [{ secretRef: { name: credentials } }]
`;

export const repository = repositoryOf({ srvlab: { services: { objects } } });
