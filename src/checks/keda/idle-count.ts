import { at } from '../../model/index.ts';
import { scaledObjectRule } from './scaled-objects.ts';

/** How many replicas stay while nothing happens. */
export const kedaIdleCount = scaledObjectRule(
  {
    code: 'keda/idle-count',
    title: 'idleReplicaCount is below minReplicaCount',
    why: 'KEDA 2.20 (scaledobject_types.go) refuses another idle count; it does so after the object is in the cluster, which then scales nothing. 0 is the only useful count: a HorizontalPodAutoscaler cannot go there itself.',
  },
  function* ({ manifest }) {
    const [idle, least = 0] = [
      at(manifest, 'spec', 'idleReplicaCount'),
      at(manifest, 'spec', 'minReplicaCount'),
    ];
    if (typeof idle !== 'number' || typeof least !== 'number' || idle < least) return;
    yield {
      field: 'spec.idleReplicaCount',
      message: 'the idle count is not below the smallest count',
      got: String(idle),
      expected: `less than minReplicaCount, ${least}`,
      fix: 'use idleReplicaCount: 0 with a minReplicaCount of at least 1',
    };
  },
);
