import { helmRelease } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

const objects =
  helmRelease('operator', 'operator', '  dependsOn: [{ name: database }]') +
  helmRelease('database', 'database', '  dependsOn: [{ name: operator }]');

export const repository = repositoryOf({ srvlab: { infrastructure: { objects } } });
