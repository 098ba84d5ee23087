import { InputError } from '../../src/model/index.ts';

/**
 * Gates that KubeVirt 1.9 does not wait for (pkg/virt-config/featuregate). From 1.9 on, every Beta gate is on by
 * default, so only Alpha gates are ever asked for.
 */
const SETTLED: { readonly [gate: string]: string } = {
  ...named('is part of KubeVirt and has no effect', [
    'CPUManager',
    'CPUNodeDiscovery',
    'DataVolumes',
    'ExpandDisks',
    'GPU',
    'HotplugNICs',
    'LiveMigration',
    'NUMA',
    'NonRoot',
    'SRIOV',
    'SRIOVLiveMigration',
    'VMExport',
    'VMLiveUpdateFeatures',
  ]),
  ...named('was removed; a VM that uses it is refused', ['ExperimentalVirtiofsSupport', 'Macvtap', 'Passt']),
  ...named('is deprecated', ['HotplugVolumes', 'MultiArchitecture']),
  ...named('is Beta and already on', [
    'DeclarativeHotplugVolumes',
    'ExternalNetResourceInjection',
    'ImageVolume',
    'Snapshot',
  ]),
};

/** Refuses gates that would do nothing, so that the list says what a cluster really opts into. Sorted, without repetition. */
export function alphaGates(gates: readonly string[]): readonly string[] {
  for (const gate of gates) {
    const state = SETTLED[gate];
    if (state === undefined) continue;
    throw new InputError({
      code: 'kubevirt/feature-gate',
      message: `the feature gate ${gate} ${state}`,
      got: gate,
      expected: 'Alpha gates only, such as HostDevices, HostDisk or EnableVirtioFsStorageVolumes',
      fix: `remove ${gate} from featureGates`,
    });
  }
  return [...new Set(gates)].toSorted();
}

function named(state: string, gates: readonly string[]): { readonly [gate: string]: string } {
  return Object.fromEntries(gates.map((gate) => [gate, state]));
}
