import { helmRelease } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

const objects = helmRelease('podinfo', 'podinfo').replace('version: 1.20.1', "version: '*'");

export const repository = repositoryOf({ srvlab: { services: { objects } } });
