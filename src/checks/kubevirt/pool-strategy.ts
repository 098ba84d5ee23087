import { at } from '../../model/index.ts';
import { given, objectRule, shown } from '../object-rule.ts';

const UNIONS: readonly (readonly [path: string, members: readonly string[]])[] = [
  ['scaleInStrategy', ['unmanaged', 'opportunistic', 'proactive']],
  ['updateStrategy', ['unmanaged', 'opportunistic', 'proactive']],
];

/** How a pool shrinks and updates. */
export const kubevirtPoolStrategy = objectRule(
  {
    code: 'kubevirt/pool-strategy',
    title: 'a pool has one strategy for scaling in and one for updates, and a positive maxUnavailable',
    why: 'The KubeVirt 1.9 validating webhook (vmpool-admitter) refuses several members of one strategy, and a maxUnavailable that is not a number above 0 or 1% to 100%.',
  },
  [['pool.kubevirt.io', 'VirtualMachinePool']],
  function* ({ manifest }) {
    for (const [path, members] of UNIONS) {
      const set = given(at(manifest, 'spec', path), members);
      if (set.length <= 1) continue;
      yield {
        field: `spec.${path}`,
        message: 'the strategy has several members',
        got: set.join(' and '),
        expected: `one of ${members.join(', ')}`,
        fix: 'keep one of them',
      };
    }
    const most = at(manifest, 'spec', 'maxUnavailable');
    const usable = typeof most === 'number' ? most > 0 : /^([1-9]\d?|100)%$/.test(shown(most ?? '1%'));
    if (usable) return;
    yield {
      field: 'spec.maxUnavailable',
      message: 'the pool could never update a machine',
      got: shown(most),
      expected: 'a number above 0, or 1% to 100%',
      fix: 'set maxUnavailable: 1',
    };
  },
);
