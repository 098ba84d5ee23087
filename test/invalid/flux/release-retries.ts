import { helmRelease } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

const objects = helmRelease('podinfo', 'podinfo').replace(
  'install: { strategy: { name: RetryOnFailure } }',
  'install: {}',
);

export const repository = repositoryOf({ srvlab: { services: { objects } } });
