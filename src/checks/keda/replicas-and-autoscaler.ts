import { at } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { found } from '../object-rule.ts';
import type { Rule } from '../rule.ts';
import { KEDA, targetObject } from './scaled-objects.ts';

/** One of Git and the autoscaler says how many replicas there are. */
export const kedaReplicasAndAutoscaler: Rule = {
  code: 'keda/replicas-and-autoscaler',
  title: 'what an autoscaler scales gives no number of replicas in Git',
  why: 'Flux writes spec.replicas of Git on every reconciliation and the autoscaler writes its own: machines are stopped and started in turns.',
  *validate(repository) {
    const index = indexOf(repository);
    const scalers = [
      ...index.byKind(KEDA, 'ScaledObject'),
      ...index.byKind('autoscaling', 'HorizontalPodAutoscaler'),
    ];
    const seen = new Set<string>();
    for (const scaler of scalers) {
      const target = targetObject(repository, scaler);
      const replicas = at(target?.manifest, 'spec', 'replicas');
      if (target === undefined || typeof replicas !== 'number' || seen.has(`${target.cluster} ${target.id}`))
        continue;
      seen.add(`${target.cluster} ${target.id}`);
      yield found(kedaReplicasAndAutoscaler.code, target, {
        field: 'spec.replicas',
        message: `${scaler.ref.kind} ${scaler.ref.name} sets the number of replicas too`,
        got: String(replicas),
        expected: 'no replicas in Git',
        fix: 'remove spec.replicas; set the smallest number in the autoscaler',
      });
    }
  },
};
