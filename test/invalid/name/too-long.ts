import { repositoryOf } from '../repository-of.ts';

const objects = `
apiVersion: batch/v1
kind: CronJob
metadata: { name: backup-of-the-databases-of-all-the-applications-nightly, namespace: default }
spec:
  schedule: 0 3 * * *
  jobTemplate:
    spec:
      template: { spec: { restartPolicy: Never, containers: [{ name: backup, image: 'docker.io/library/busybox:1.37.0' }] } }
`;

export const repository = repositoryOf({ srvlab: { services: { objects } } });
