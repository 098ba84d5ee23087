import { at } from '../../model/index.ts';
import { scaledObjectRule } from './scaled-objects.ts';

/** KEDA's default for maxReplicaCount. */
const MOST = 100;

/** How many replicas there may be. */
export const kedaBounds = scaledObjectRule(
  {
    code: 'keda/bounds',
    title: 'minReplicaCount is at most maxReplicaCount, and idleReplicaCount below minReplicaCount',
    why: 'KEDA 2.20 refuses other bounds (scaledobject_types.go); its webhook fails open, and then the ScaledObject is there and scales nothing.',
  },
  function* ({ manifest }) {
    const read = (name: string): number | undefined => {
      const value = at(manifest, 'spec', name);
      return typeof value === 'number' ? value : undefined;
    };
    const [least, most, idle] = [
      read('minReplicaCount'),
      read('maxReplicaCount') ?? MOST,
      read('idleReplicaCount'),
    ];
    if ((least ?? 0) > most) {
      yield {
        field: 'spec.minReplicaCount',
        message: 'there may never be as many replicas as there must be',
        got: String(least),
        expected: `at most maxReplicaCount, ${most}`,
        fix: 'raise maxReplicaCount',
      };
    }
    if (idle === undefined || idle < (least ?? 0)) return;
    yield {
      field: 'spec.idleReplicaCount',
      message: 'the idle count is not below the smallest count',
      got: String(idle),
      expected: `less than minReplicaCount, ${least ?? 0}`,
      fix: 'use idleReplicaCount: 0 with minReplicaCount of at least 1',
    };
  },
);
