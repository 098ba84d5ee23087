import { kindsIn } from '../kinds.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Namespaced objects name their namespace, others none. */
export const fluxNamespaceScope: Rule = {
  code: 'flux/namespace-scope',
  title: 'an object has a namespace exactly when its kind is namespaced',
  why:
    'Flux stops a whole Kustomization at the first namespaced object without a namespace ("namespace not specified"); a ' +
    'namespace on a cluster-wide object is one that the object does not have.',
  *validate(repository, { schemas }) {
    for (const { facts, objects } of kindsIn(repository, schemas)) {
      if (facts === undefined) continue;
      const namespaced = facts.scope === 'Namespaced';
      for (const object of objects) {
        const { namespace } = object.ref;
        if ((namespace !== undefined && namespace !== '') === namespaced) continue;
        yield {
          code: fluxNamespaceScope.code,
          message: namespaced
            ? 'the object names no namespace'
            : 'the object is cluster-wide and names a namespace',
          ...where(object),
          field: 'metadata.namespace',
          got: namespace ?? 'nothing',
          expected: namespaced ? 'the namespace the object lives in' : 'no namespace',
          fix: namespaced ? 'set metadata.namespace' : 'remove metadata.namespace',
        };
      }
    }
  },
};
