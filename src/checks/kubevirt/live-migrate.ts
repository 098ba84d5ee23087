import { at, listAt, textAt } from '../../model/index.ts';
import type { Json, Repository } from '../../model/index.ts';
import type { Mistake } from '../object-rule.ts';
import { claimSpec } from './claims.ts';
import { kubeVirtConfig } from './installation.ts';
import { machineRule } from './machines.ts';
import type { Machine } from './machines.ts';

const POD_BRIDGE = 'kubevirt.io/allow-pod-bridge-network-live-migration';

/** A machine that must migrate on a drain is able to. */
export const kubevirtLiveMigrate = machineRule(
  {
    code: 'kubevirt/live-migrate',
    title: 'a machine with evictionStrategy LiveMigrate can migrate live',
    why: 'With LiveMigrate, KubeVirt 1.9 (pod-eviction-admitter) denies the eviction of a machine that cannot migrate, and draining its node never ends. Live migration needs ReadWriteMany disks, masquerade on the pod network, no host devices, at most one GPU, and ports 49152 and 49153.',
  },
  function* (machine, repository) {
    if (evictionStrategy(machine, repository) !== 'LiveMigrate') return;
    for (const { field, got, expected } of obstacles(machine, repository)) {
      yield {
        field,
        message: 'the machine cannot migrate live, and draining its node would hang',
        got,
        expected,
        fix: 'remove the obstacle, or set evictionStrategy to LiveMigrateIfPossible',
      };
    }
  },
);

/** What a drain does with the machine: its own setting, or else the cluster's. */
export function evictionStrategy({ spec, object }: Machine, repository: Repository): string | undefined {
  return (
    textAt(spec, 'evictionStrategy') ?? textAt(kubeVirtConfig(repository, object.cluster), 'evictionStrategy')
  );
}

function* obstacles(
  machine: Machine,
  repository: Repository,
): Iterable<Pick<Mistake, 'field' | 'got' | 'expected'>> {
  const { spec } = machine;
  const devices = at(spec, 'domain', 'devices');
  for (const [i, volume] of listAt(spec, 'volumes').entries()) {
    const modes = accessModes(volume, machine, repository);
    if (modes === undefined || modes.includes('ReadWriteMany')) continue;
    yield {
      field: `volumes[${i}]`,
      got: modes.join(', ') || 'no access mode',
      expected: 'a claim with ReadWriteMany',
    };
  }
  const hostDevices = listAt(devices, 'hostDevices').length;
  if (hostDevices > 0) {
    yield {
      field: 'domain.devices.hostDevices',
      got: `${hostDevices} host devices`,
      expected: 'no host devices',
    };
  }
  const gpus = listAt(devices, 'gpus').length;
  if (gpus > 1) yield { field: 'domain.devices.gpus', got: `${gpus} GPUs`, expected: 'at most one' };
  const allowed = at(machine.metadata, 'annotations', POD_BRIDGE) !== undefined;
  const pod = new Set(
    listAt(spec, 'networks')
      .filter((one) => at(one, 'pod') !== undefined)
      .map((one) => textAt(one, 'name')),
  );
  const interfaces = listAt(devices, 'interfaces');
  for (const [i, one] of interfaces.entries()) {
    const field = `domain.devices.interfaces[${i}]`;
    if (at(one, 'bridge') !== undefined && pod.has(textAt(one, 'name')) && !allowed) {
      yield { field: `${field}.bridge`, got: 'a bridge on the pod network', expected: 'masquerade' };
    }
    for (const [k, port] of listAt(one, 'ports').entries()) {
      const number = at(port, 'port');
      if (number !== 49152 && number !== 49153) continue;
      yield {
        field: `${field}.ports[${k}].port`,
        got: String(number),
        expected: 'a port that migration does not use itself',
      };
    }
  }
  const byDefault = interfaces.length === 0 && pod.size === 0 && listAt(spec, 'networks').length === 0;
  if (byDefault && !allowed && at(devices, 'autoattachPodInterface') !== false) {
    yield {
      field: 'networks',
      got: 'no networks, which means a bridge on the pod network',
      expected: 'masquerade',
    };
  }
}

/** Access modes of the claim behind a volume; undefined for other volumes and for claims that the repository does not show. */
function accessModes(
  volume: Json,
  { object, vm }: Machine,
  repository: Repository,
): readonly string[] | undefined {
  const name = textAt(volume, 'persistentVolumeClaim', 'claimName') ?? textAt(volume, 'dataVolume', 'name');
  if (name === undefined) return undefined;
  const template = listAt(vm, 'dataVolumeTemplates').find((one) => textAt(one, 'metadata', 'name') === name);
  const spec =
    at(template, 'spec', 'storage') ?? at(template, 'spec', 'pvc') ?? claimSpec(repository, object, name);
  const modes = listAt(spec, 'accessModes').filter((mode) => typeof mode === 'string');
  // A DataVolume's `storage` without modes takes them from CDI's profile of the class, which is not in Git.
  return modes.length === 0 ? undefined : modes;
}
