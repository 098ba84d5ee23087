import { gateState, listAt } from '../../model/index.ts';
import { objectRule } from '../object-rule.ts';

/** Feature gates that do something. */
export const kubevirtFeatureGate = objectRule(
  {
    code: 'kubevirt/feature-gate',
    title: 'feature gates exist in KubeVirt 1.9 and are not switched on and off at once',
    why: 'KubeVirt 1.9 (virt-config/featuregate) refuses a gate in both lists. Gates that became part of KubeVirt have no effect, and removed ones no longer bring the feature: machines that use it are refused.',
  },
  [['kubevirt.io', 'KubeVirt']],
  function* ({ manifest }) {
    const read = (list: string): readonly unknown[] =>
      listAt(manifest, 'spec', 'configuration', 'developerConfiguration', list);
    const off = new Set(read('disabledFeatureGates'));
    for (const [i, gate] of read('featureGates').entries()) {
      const field = `spec.configuration.developerConfiguration.featureGates[${i}]`;
      const got = String(gate);
      if (off.has(gate)) {
        const message = 'the gate is switched on and off at once';
        yield {
          field,
          message,
          got,
          expected: 'the gate in one of the two lists',
          fix: `remove ${got} from one list`,
        };
      } else if (gateState(got) === 'removed') {
        yield {
          field,
          message: 'the feature was removed',
          got,
          expected: 'a gate of KubeVirt 1.9',
          fix: `remove ${got}`,
        };
      } else if (gateState(got) === 'settled') {
        const message = 'the gate has no effect any more';
        yield {
          severity: 'warning',
          field,
          message,
          got,
          expected: 'Alpha gates only',
          fix: `remove ${got}`,
        };
      }
    }
  },
);
