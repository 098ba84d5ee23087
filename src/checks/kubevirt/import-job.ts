import { at, listAt } from '../../model/index.ts';
import type { Json } from '../../model/index.ts';
import { objectRule, shown } from '../object-rule.ts';

/** Jobs that write an image to the disk of a machine. */
export const kubevirtImportJob = objectRule(
  {
    code: 'kubevirt/import-job',
    title: 'a Job that writes to a block device runs once, as root',
    why: 'Flux makes a Job again that its time to live deleted, and the second run would write over the disk of a running machine. The device node is root:disk 0660 unless the container runtime is told otherwise, so that another user is denied.',
  },
  [['batch', 'Job']],
  function* ({ manifest }) {
    const pod = at(manifest, 'spec', 'template', 'spec');
    const containers = listAt(pod, 'containers');
    const writers = [...containers.entries()].filter(([, one]) => listAt(one, 'volumeDevices').length > 0);
    if (writers.length === 0) return;
    const ttl = at(manifest, 'spec', 'ttlSecondsAfterFinished');
    if (ttl !== undefined) {
      yield {
        field: 'spec.ttlSecondsAfterFinished',
        message: 'the Job would be deleted, made again, and write over the disk in use',
        got: shown(ttl),
        expected: 'no time to live',
        fix: 'remove ttlSecondsAfterFinished',
      };
    }
    for (const [i, container] of writers) {
      const user = setting(pod, container, 'runAsUser');
      const nonRoot = setting(pod, container, 'runAsNonRoot');
      if (nonRoot !== true && (user === undefined || user === 0)) continue;
      yield {
        severity: 'warning',
        field: `spec.template.spec.containers[${i}].securityContext`,
        message: 'the device belongs to root',
        got: nonRoot === true ? 'runAsNonRoot: true' : `runAsUser: ${shown(user)}`,
        expected: 'runAsUser: 0, or device_ownership_from_security_context on every node',
        fix: 'set runAsUser: 0',
      };
    }
  },
);

function setting(pod: Json | undefined, container: Json, key: string): Json | undefined {
  return at(container, 'securityContext', key) ?? at(pod, 'securityContext', key);
}
