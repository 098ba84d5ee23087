import { listAt, textAt } from '../../model/index.ts';
import { given } from '../object-rule.ts';
import { alphaGate } from './installation.ts';
import { machineRule } from './machines.ts';

const GATE = 'EnableVirtioFsStorageVolumes';

/** Claims that a guest mounts by virtiofs. */
export const kubevirtSharedFileSystem = machineRule(
  {
    code: 'kubevirt/shared-file-system',
    title: 'a claim is shared as a file system only with the gate for it',
    why: `KubeVirt 1.9 shares ConfigMaps, Secrets and ServiceAccounts by virtiofs, and claims with the Alpha gate ${GATE} only; otherwise its webhook refuses the machine.`,
  },
  function* ({ volumes, devices, object }, repository) {
    const filesystems = listAt(devices, 'filesystems');
    if (filesystems.length === 0 || alphaGate(repository, object.cluster, GATE) !== false) return;
    const claims = new Set(
      volumes
        .filter((volume) => given(volume, ['persistentVolumeClaim', 'dataVolume']).length > 0)
        .map((volume) => textAt(volume, 'name')),
    );
    for (const [i, filesystem] of filesystems.entries()) {
      const name = textAt(filesystem, 'name');
      if (!claims.has(name)) continue;
      yield {
        field: `domain.devices.filesystems[${i}]`,
        message: 'the gate for claims as file systems is off',
        got: `featureGates without ${GATE}`,
        expected: `${GATE} in developerConfiguration.featureGates`,
        fix: 'add the gate to the KubeVirt object, or attach the claim as a disk',
      };
    }
  },
);
