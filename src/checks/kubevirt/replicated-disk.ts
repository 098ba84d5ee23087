import { listAt, textAt } from '../../model/index.ts';
import { machineRule } from './machines.ts';

/** Replicas share no writable disk. */
export const kubevirtReplicatedDisk = machineRule(
  {
    code: 'kubevirt/replicated-disk',
    title: 'no claim is attached to every replica at once',
    why: 'A VirtualMachineInstanceReplicaSet attaches a claim of its template to every replica, and a VirtualMachinePool suffixes the names of its dataVolumeTemplates only. Several guests then write one file system, and it is lost. KubeVirt 1.9 admits it.',
  },
  function* ({ volumes, vm, replicated, object }) {
    if (!replicated) return;
    const own = new Set(
      listAt(vm, 'dataVolumeTemplates').map((template) => textAt(template, 'metadata', 'name')),
    );
    for (const [i, volume] of volumes.entries()) {
      const claim = textAt(volume, 'persistentVolumeClaim', 'claimName');
      const name = claim ?? textAt(volume, 'dataVolume', 'name');
      if (name === undefined || own.has(name)) continue;
      yield {
        field: `volumes[${i}].${claim === undefined ? 'dataVolume.name' : 'persistentVolumeClaim.claimName'}`,
        message: 'every replica would write to the same disk',
        got: name,
        expected:
          vm === undefined ? 'containerDisk, ephemeral or emptyDisk' : 'the name of a dataVolumeTemplate',
        fix:
          object.ref.kind === 'VirtualMachineInstanceReplicaSet'
            ? 'use a VirtualMachinePool'
            : 'use a dataVolumeTemplate',
      };
    }
  },
);
