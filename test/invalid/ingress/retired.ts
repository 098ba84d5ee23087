import { importJob, metal } from '../valid-base.ts';

export const severity = 'warning';

export const repository = metal([
  importJob((job) => {
    job.spec.template.spec = {
      restartPolicy: 'Never',
      containers: [{ name: 'controller', image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1' }],
    };
  }),
]);
