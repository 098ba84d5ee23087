import { identity, inventoryOf, referencesOf } from '../model/index.ts';
import type { EmittedObject, ObjectRef, Repository } from '../model/index.ts';
import { madeByControllers } from './controller-made.ts';
import { indexOf } from './object-index.ts';

/** An object that others name and that nobody makes. */
export interface MissingObject {
  readonly ref: ObjectRef;
  readonly users: readonly [User, ...User[]];
}

interface User {
  readonly object: EmittedObject;
  readonly field: string;
}

const cache = new WeakMap<Repository, readonly MissingObject[]>();

/**
 * Every object that is referred to but neither emitted, made by a known controller, there in every cluster, nor declared
 * external; each once for a cluster, with all who name it. Linear in objects and references.
 */
export function missingIn(repository: Repository): readonly MissingObject[] {
  let missing = cache.get(repository);
  if (missing === undefined) {
    missing = build(repository);
    cache.set(repository, missing);
  }
  return missing;
}

function build(repository: Repository): readonly MissingObject[] {
  const missing = new Map<string, MissingObject & { users: [User, ...User[]] }>();
  for (const object of indexOf(repository).objects) {
    const references = referencesOf(object.manifest);
    if (references.length === 0) continue;
    const inventory = inventoryOf(repository, object.cluster);
    for (const { ref, field } of references) {
      if (isEverywhere(ref) || inventory.emitted(ref) !== undefined || inventory.expected(ref)) continue;
      const key = `${object.cluster}: ${identity(ref)}`;
      if (madeByControllers(repository).has(key)) continue;
      const known = missing.get(key);
      if (known === undefined) missing.set(key, { ref, users: [{ object, field }] });
      else known.users.push({ object, field });
    }
  }
  return [...missing.values()];
}

/** What every cluster with Flux has, and names that are no objects. */
function isEverywhere({ group, kind, namespace, name }: ObjectRef): boolean {
  switch (`${group}/${kind}`) {
    case '/ServiceAccount':
      return name === 'default';
    case '/ConfigMap':
      return name === 'kube-root-ca.crt';
    case 'rbac.authorization.k8s.io/ClusterRole':
      return ['cluster-admin', 'admin', 'edit', 'view'].includes(name) || name.startsWith('system:');
    case '/User':
    case '/Group':
    case 'rbac.authorization.k8s.io/User':
    case 'rbac.authorization.k8s.io/Group':
      return true;
    case 'source.toolkit.fluxcd.io/GitRepository':
    case 'source.toolkit.fluxcd.io/OCIRepository':
      return namespace === 'flux-system' && name === 'flux-system';
    default:
      return false;
  }
}
