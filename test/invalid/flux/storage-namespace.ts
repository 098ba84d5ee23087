import { helmRelease, namespace } from '../objects.ts';
import { repositoryOf } from '../repository-of.ts';

const objects = namespace('blog') + helmRelease('ghost', 'ghost', '  targetNamespace: blog');

export const repository = repositoryOf({ srvlab: { services: { objects } } });
