/** What became of a feature gate. */
export type GateState = 'settled' | 'removed' | 'deprecated' | 'beta';

const STATES: { readonly [state in GateState]: readonly string[] } = {
  settled: [
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
  ],
  removed: ['ExperimentalVirtiofsSupport', 'Macvtap', 'Passt'],
  deprecated: ['HotplugVolumes', 'MultiArchitecture'],
  beta: ['DeclarativeHotplugVolumes', 'ExternalNetResourceInjection', 'ImageVolume', 'Snapshot'],
};

const BY_GATE = new Map(
  Object.entries(STATES).flatMap(([state, gates]) =>
    gates.map((gate) => [gate, state as GateState] as const),
  ),
);

/**
 * The state of a gate in KubeVirt 1.9 (pkg/virt-config/featuregate); undefined for Alpha gates, the only ones worth
 * asking for, because every Beta gate is on by default.
 */
export function gateState(gate: string): GateState | undefined {
  return BY_GATE.get(gate);
}
