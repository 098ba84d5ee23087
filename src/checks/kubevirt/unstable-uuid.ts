import { textAt } from '../../model/index.ts';
import { given } from '../object-rule.ts';
import { machineRule } from './machines.ts';

/** A machine that keeps its disk keeps its identity. */
export const kubevirtUnstableUuid = machineRule(
  {
    code: 'kubevirt/unstable-uuid',
    title: 'a virtual machine with a persistent disk has a firmware UUID',
    why: "KubeVirt 1.9 (vm-mutator) invents a UUID when a machine is made without one, and the UUID is cloud-init's instance-id. Deleted and made again, the machine runs its first boot once more over the data on its disk.",
  },
  function* ({ volumes, domain, object, replicated }) {
    if (replicated || object.ref.kind !== 'VirtualMachine') return;
    if ((textAt(domain, 'firmware', 'uuid') ?? '') !== '') return;
    const disk = volumes.find((volume) => given(volume, ['persistentVolumeClaim', 'dataVolume']).length > 0);
    if (disk === undefined) return;
    yield {
      field: 'domain.firmware.uuid',
      message: `the disk ${textAt(disk, 'name') ?? ''} outlives the identity of the machine`,
      got: 'no UUID',
      expected: 'a UUID that stays, derived from cluster, namespace and name',
      fix: 'set domain.firmware.uuid',
    };
  },
);
