import { at, inventoryOf, textAt } from '../../model/index.ts';
import type { EmittedObject } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { HELM_GROUP } from '../releases.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Namespaces of Kubernetes itself and of Flux. */
const ALWAYS = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease', 'flux-system']);

/** Objects live in namespaces that exist. */
export const fluxNamespaceUnknown: Rule = {
  code: 'flux/namespace-unknown',
  title: 'every namespace that is used exists',
  why:
    'The API server refuses an object of a namespace that is not there, and Flux then applies nothing of that stage of the ' +
    'Kustomization ("namespaces "x" not found").',
  *validate(repository) {
    const index = indexOf(repository);
    const users = new Map<
      string,
      { readonly object: EmittedObject; readonly name: string; readonly field: string }
    >();
    const made = new Set<string>();
    for (const object of index.objects) {
      const name = object.ref.namespace;
      if (name === undefined || name === '' || ALWAYS.has(name)) continue;
      const key = `${object.cluster} ${name}`;
      if (!users.has(key)) users.set(key, { object, name, field: 'metadata.namespace' });
    }
    for (const object of index.byKind(HELM_GROUP, 'HelmRelease')) {
      const name = textAt(object.manifest, 'spec', 'targetNamespace');
      if (name === undefined || ALWAYS.has(name)) continue;
      const key = `${object.cluster} ${name}`;
      if (at(object.manifest, 'spec', 'install', 'createNamespace') === true) made.add(key);
      else if (!users.has(key)) users.set(key, { object, name, field: 'spec.targetNamespace' });
    }
    for (const [key, { object, name, field }] of users) {
      const ref = { group: '', kind: 'Namespace', name };
      const inventory = inventoryOf(repository, object.cluster);
      if (made.has(key) || inventory.emitted(ref) !== undefined || inventory.expected(ref)) continue;
      yield {
        code: fluxNamespaceUnknown.code,
        message: `nobody makes the namespace ${name} in ${object.cluster}`,
        ...where(object),
        field,
        got: name,
        expected: 'a namespace that the program emits or declares as external',
        fix: `emit the namespace with namespace(scope, '${name}'), or correct the name`,
      };
    }
  },
};
