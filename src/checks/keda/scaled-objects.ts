import { at, listAt, textAt } from '../../model/index.ts';
import type { EmittedObject, Json, Repository } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { objectRule } from '../object-rule.ts';
import type { Mistake, RuleText } from '../object-rule.ts';
import type { Rule } from '../rule.ts';

export const KEDA = 'keda.sh';

/** A rule over KEDA's ScaledObjects. */
export function scaledObjectRule(
  text: RuleText,
  mistakes: (object: EmittedObject, repository: Repository) => Iterable<Mistake>,
): Rule {
  return objectRule(text, [[KEDA, 'ScaledObject']], mistakes);
}

/** The triggers of one type, with their dotted path. */
export function triggersOf(
  object: EmittedObject,
  type?: string,
): readonly { readonly trigger: Json; readonly field: string }[] {
  return listAt(object.manifest, 'spec', 'triggers')
    .map((trigger, i) => ({ trigger, field: `spec.triggers[${i}]` }))
    .filter(({ trigger }) => type === undefined || textAt(trigger, 'type') === type);
}

/** What the ScaledObject or HorizontalPodAutoscaler scales: `GROUP/KIND NAMESPACE/NAME`. */
export function targetOf(object: EmittedObject): {
  readonly group: string;
  readonly kind: string;
  readonly id: string;
} {
  const target = at(object.manifest, 'spec', 'scaleTargetRef');
  const version = textAt(target, 'apiVersion') ?? 'apps/v1';
  const kind = textAt(target, 'kind') ?? 'Deployment';
  const group = version.includes('/') ? version.slice(0, version.indexOf('/')) : '';
  const name = textAt(target, 'name') ?? '';
  return {
    group,
    kind,
    id: `${group === '' ? '' : `${group}/`}${kind} ${object.ref.namespace ?? ''}/${name}`,
  };
}

/** The object that is scaled, where the repository has it. */
export function targetObject(repository: Repository, object: EmittedObject): EmittedObject | undefined {
  return indexOf(repository).byId(object.cluster, targetOf(object).id);
}
