import { repositoryOf } from '../repository-of.ts';

const objects = `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: default, annotations: { kustomize.toolkit.fluxcd.io/prune: disabled } }
spec: { accessModes: [ReadWriteOnce], storageClassName: rds-nmve, resources: { requests: { storage: 1Gi } } }
`;

export const repository = repositoryOf({ srvlab: { services: { objects } } });
