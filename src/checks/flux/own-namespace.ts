import { indexOf } from '../object-index.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Flux does not manage the ground it stands on. */
export const fluxOwnNamespace: Rule = {
  code: 'flux/own-namespace',
  title: 'the namespace flux-system belongs to no layer',
  why:
    'A Kustomization that holds the namespace flux-system deletes Flux itself when it is removed or renamed, and with it ' +
    'everything that stops the deletion (flux2 issues 4570 and 3949).',
  *validate(repository) {
    for (const { name } of repository.clusters) {
      const object = indexOf(repository).byId(name, 'Namespace flux-system');
      if (object === undefined || object.layer.entry === true) continue;
      yield {
        code: fluxOwnNamespace.code,
        message: 'the layer would own the namespace that Flux runs in',
        ...where(object),
        field: 'metadata.name',
        got: 'flux-system',
        expected: 'a namespace of its own; flux-system comes with Flux',
        fix: 'remove the Namespace object',
      };
    }
  },
};
