import { at } from '../model/index.ts';
import type { EmittedObject, Json, Repository } from '../model/index.ts';
import { indexOf } from './object-index.ts';

/** A pod, or the template of pods, inside an object. */
export interface Pod {
  readonly object: EmittedObject;
  readonly spec: Json | undefined;
  /** Dotted path of `spec`. */
  readonly path: string;
}

/** Built-in kinds with a pod inside, and where. */
const KINDS: readonly (readonly [group: string, kind: string, path: string])[] = [
  ['', 'Pod', 'spec'],
  ['apps', 'Deployment', 'spec.template.spec'],
  ['apps', 'StatefulSet', 'spec.template.spec'],
  ['apps', 'DaemonSet', 'spec.template.spec'],
  ['apps', 'ReplicaSet', 'spec.template.spec'],
  ['batch', 'Job', 'spec.template.spec'],
  ['batch', 'CronJob', 'spec.jobTemplate.spec.template.spec'],
];

/** Every pod and template of pods of the built-in kinds. */
export function* podsOf(repository: Repository): Iterable<Pod> {
  const index = indexOf(repository);
  for (const [group, kind, path] of KINDS) {
    const steps = path.split('.');
    for (const object of index.byKind(group, kind))
      yield { object, spec: at(object.manifest, ...steps), path };
  }
}
