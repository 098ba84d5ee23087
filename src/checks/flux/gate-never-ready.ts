import { at, inventoryOf, textAt } from '../../model/index.ts';
import type { KubeObject, ObjectRef, Repository } from '../../model/index.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Nothing waits for what is meant to stand still. */
export const fluxGateNeverReady: Rule = {
  code: 'flux/gate-never-ready',
  title: 'no layer waits for something that is stopped on purpose',
  why:
    'A suspended HelmRelease and a halted VM never become ready, so the health check that other layers wait for runs into ' +
    'its timeout again and again and blocks them all (kustomize-controller issue 1100).',
  *validate(repository) {
    const told = new Set<string>();
    for (const { cluster, ref, waits } of gates(repository)) {
      const object = inventoryOf(repository, cluster).emitted(ref);
      if (object === undefined || told.has(`${cluster} ${object.id}`)) continue;
      const stopped = stoppedBy(object.manifest);
      if (stopped === undefined) continue;
      told.add(`${cluster} ${object.id}`);
      yield {
        code: fluxGateNeverReady.code,
        message: `the object is stopped, and others wait for it: ${waits}`,
        ...where(object),
        field: stopped.field,
        got: stopped.value,
        expected: 'an object that becomes ready',
        fix: 'start it, or remove what waits for it',
      };
    }
  },
};

interface AwaitedObject {
  readonly cluster: string;
  readonly ref: ObjectRef;
  readonly waits: string;
}

function* gates({ facts }: Repository): Iterable<AwaitedObject> {
  for (const { fact, cluster } of facts) {
    if (cluster === undefined) continue;
    if (fact.type === 'needs') yield { cluster, ref: fact.ref, waits: fact.reason };
    if (fact.type === 'crds' && fact.provenance !== 'bootstrap') {
      yield { cluster, ref: fact.by, waits: `objects of ${fact.crds.join(', ')}` };
    }
  }
}

function stoppedBy(manifest: KubeObject): { readonly field: string; readonly value: string } | undefined {
  if (at(manifest, 'spec', 'suspend') === true) return { field: 'spec.suspend', value: 'true' };
  if (manifest.kind !== 'VirtualMachine') return undefined;
  const strategy = textAt(manifest, 'spec', 'runStrategy');
  return strategy === 'Halted' || strategy === 'Manual'
    ? { field: 'spec.runStrategy', value: strategy }
    : undefined;
}
