import type { EmittedObject } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { found } from '../object-rule.ts';
import type { Rule } from '../rule.ts';
import { KEDA, targetOf } from './scaled-objects.ts';

/** One autoscaler a target. */
export const kedaOneAutoscaler: Rule = {
  code: 'keda/one-autoscaler',
  title: 'no two autoscalers scale one target',
  why: "Two autoscalers overwrite each other's number of replicas. KEDA's webhook (2.20, scaledobject_webhook.go) refuses a second ScaledObject or HorizontalPodAutoscaler for a workload, but lets everything pass while it is down.",
  *validate(repository) {
    const index = indexOf(repository);
    const first = new Map<string, EmittedObject>();
    for (const object of [
      ...index.byKind(KEDA, 'ScaledObject'),
      ...index.byKind('autoscaling', 'HorizontalPodAutoscaler'),
    ]) {
      const key = `${object.cluster} ${targetOf(object).id}`;
      const other = first.get(key);
      if (other === undefined) {
        first.set(key, object);
        continue;
      }
      yield found(kedaOneAutoscaler.code, object, {
        field: 'spec.scaleTargetRef',
        message: `${other.id} scales the target already`,
        got: targetOf(object).id,
        expected: 'one autoscaler for each target',
        fix: 'merge the two: a ScaledObject takes several triggers',
      });
    }
  },
};
