import { topologicalOrder } from '../../graph/graph.ts';
import type { Edge } from '../../graph/graph.ts';
import { listAt, textAt } from '../../model/index.ts';
import type { EmittedObject } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { HELM_GROUP } from '../releases.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** HelmReleases, and Kustomizations that users emit themselves, have an order, too. */
export const fluxReleaseCycle: Rule = {
  code: 'flux/release-cycle',
  title: 'HelmReleases do not wait for each other',
  why: 'Flux never reports a cycle of dependsOn: each of the releases waits for the next, for ever.',
  *validate(repository) {
    const index = indexOf(repository);
    for (const { name: cluster } of repository.clusters) {
      for (const [group, kind] of KINDS) {
        const objects = new Map(index.byKind(group, kind, cluster).map((object) => [nameOf(object), object]));
        const edges = [...objects.values()].flatMap((object) => edgesOf(object, objects));
        if (edges.length === 0) continue;
        const sorted = topologicalOrder([...objects.keys()], edges);
        const first = 'cycle' in sorted ? objects.get(sorted.cycle[0] ?? '') : undefined;
        if (!('cycle' in sorted) || first === undefined) continue;
        yield {
          code: fluxReleaseCycle.code,
          message: `objects of kind ${kind} wait for each other`,
          ...where(first),
          field: 'spec.dependsOn',
          got: sorted.cycle.join(' waits for '),
          expected: 'an order in which each comes after all it depends on',
          fix: 'remove one of the dependencies',
        };
      }
    }
  },
};

const KINDS = [
  [HELM_GROUP, 'HelmRelease'],
  ['kustomize.toolkit.fluxcd.io', 'Kustomization'],
] as const;

function nameOf({ ref }: EmittedObject): string {
  return `${ref.namespace}/${ref.name}`;
}

function edgesOf(object: EmittedObject, objects: ReadonlyMap<string, EmittedObject>): readonly Edge[] {
  return listAt(object.manifest, 'spec', 'dependsOn').flatMap((dependency) => {
    const to = `${textAt(dependency, 'namespace') ?? object.ref.namespace}/${textAt(dependency, 'name')}`;
    return objects.has(to) ? [{ from: nameOf(object), to }] : [];
  });
}
