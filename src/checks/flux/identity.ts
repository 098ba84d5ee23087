import type { Finding, Repository } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { from, where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** An object has one source. */
export const fluxIdentity: Rule = {
  code: 'flux/identity',
  title: 'no two objects of a cluster have one identity',
  why:
    'All Flux Kustomizations share one field manager: two that hold the same object overwrite each other silently at every ' +
    'reconciliation, and when one of them drops it, the object is deleted (kustomize-controller issues 732 and 1724).',
  *validate(repository) {
    yield* sameObjects(repository);
    yield* sameLayers(repository);
  },
};

function* sameObjects(repository: Repository): Iterable<Finding> {
  const index = indexOf(repository);
  for (const object of index.repeated) {
    // The index keeps the first object of an identity.
    const other = index.byId(object.cluster, object.id);
    if (other === undefined) continue;
    yield {
      code: fluxIdentity.code,
      message: 'two objects have the same identity',
      ...where(object),
      got: `one in ${object.layer.name}, one in ${other.layer.name} (${other.construct})`,
      expected: 'one object for a group, kind, namespace and name',
      fix: 'give one of them another name, or share one construct',
    };
  }
}

/** Every layer is a Kustomization in flux-system, so its name is taken there. */
function* sameLayers(repository: Repository): Iterable<Finding> {
  for (const { name: cluster, layers } of repository.clusters) {
    const taken = new Set<string>();
    for (const layer of layers) {
      const id = `kustomize.toolkit.fluxcd.io/Kustomization flux-system/${layer.name}`;
      const emitted = layer.entry === true ? undefined : indexOf(repository).byId(cluster, id);
      if (taken.has(layer.name) || emitted !== undefined) {
        yield {
          code: fluxIdentity.code,
          message: `two Flux Kustomizations of ${cluster} have one name`,
          object: `${cluster}: ${id}`,
          ...from(emitted ?? layer),
          got: layer.name,
          expected: 'a name of its own for every layer',
          fix: 'name one of them differently',
        };
      }
      taken.add(layer.name);
    }
  }
}
