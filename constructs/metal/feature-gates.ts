import { InputError, gateState } from '../../src/model/index.ts';
import type { GateState } from '../../src/model/index.ts';

const REASONS: { readonly [state in GateState]: string } = {
  settled: 'is part of KubeVirt and has no effect',
  removed: 'was removed; a VM that uses it is refused',
  deprecated: 'is deprecated',
  beta: 'is Beta and already on',
};

/** Refuses gates that would do nothing, so that the list says what a cluster really opts into. Sorted, without repetition. */
export function alphaGates(gates: readonly string[]): readonly string[] {
  for (const gate of gates) {
    const state = gateState(gate);
    if (state === undefined) continue;
    throw new InputError({
      code: 'kubevirt/feature-gate',
      message: `the feature gate ${gate} ${REASONS[state]}`,
      got: gate,
      expected: 'Alpha gates only, such as HostDevices, HostDisk or EnableVirtioFsStorageVolumes',
      fix: `remove ${gate} from featureGates`,
    });
  }
  return [...new Set(gates)].toSorted();
}
