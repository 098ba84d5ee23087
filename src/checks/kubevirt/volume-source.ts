import { given, shown } from '../object-rule.ts';
import { machineRule } from './machines.ts';

const SOURCES = [
  'cloudInitConfigDrive',
  'cloudInitNoCloud',
  'configMap',
  'containerDisk',
  'containerPath',
  'dataVolume',
  'downwardAPI',
  'downwardMetrics',
  'emptyDisk',
  'ephemeral',
  'hostDisk',
  'memoryDump',
  'persistentVolumeClaim',
  'secret',
  'serviceAccount',
  'sysprep',
];

/** Every volume of a machine says where its bytes are, once. */
export const kubevirtVolumeSource = machineRule(
  {
    code: 'kubevirt/volume-source',
    title: 'every volume of a machine has exactly one source',
    why: 'The KubeVirt 1.9 validating webhook (vmi-create-admitter) refuses a volume without a source or with several.',
  },
  function* ({ volumes }) {
    for (const [i, volume] of volumes.entries()) {
      const sources = given(volume, SOURCES);
      if (sources.length === 1) continue;
      yield {
        field: `volumes[${i}]`,
        message: sources.length === 0 ? 'the volume has no source' : 'the volume has several sources',
        got: sources.length === 0 ? shown(volume) : sources.join(' and '),
        expected: 'one source, such as containerDisk, dataVolume or cloudInitNoCloud',
        fix: 'give each source a volume of its own',
      };
    }
  },
);
