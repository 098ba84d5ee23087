import { at, textAt } from '../../model/index.ts';
import { given } from '../object-rule.ts';
import { machineRule } from './machines.ts';

/** Replicas of a set have an instance-id. */
export const kubevirtEmptyInstanceId = machineRule(
  {
    code: 'kubevirt/empty-instance-id',
    title: 'the template of a VirtualMachineInstanceReplicaSet with cloud-init has no firmware block',
    why: "KubeVirt 1.9 (pkg/cloud-init) takes cloud-init's instance-id from firmware.uuid as soon as there is a firmware block, and invents one only without it. In a set the UUID must be absent, so the guest gets an empty instance-id.",
  },
  function* ({ volumes, domain, object }) {
    if (object.ref.kind !== 'VirtualMachineInstanceReplicaSet') return;
    const firmware = at(domain, 'firmware');
    if (firmware === undefined || (textAt(firmware, 'uuid') ?? '') !== '') return;
    const cloudInit = volumes.some(
      (volume) => given(volume, ['cloudInitNoCloud', 'cloudInitConfigDrive']).length > 0,
    );
    if (!cloudInit) return;
    yield {
      severity: 'warning',
      field: 'domain.firmware',
      message: 'replicas get an empty cloud-init instance-id',
      got: 'a firmware block without uuid',
      expected: 'no firmware block',
      fix: 'remove the block, or use a VirtualMachinePool, whose machines get a UUID each',
    };
  },
);
