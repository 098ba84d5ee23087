import { textAt } from '../../model/index.ts';
import type { EmittedObject } from '../../model/index.ts';
import { found } from '../object-rule.ts';
import type { Rule } from '../rule.ts';
import { machinesOf } from './machines.ts';

/** Firmware UUIDs are identities, in all clusters together. */
export const kubevirtDuplicateUuid: Rule = {
  code: 'kubevirt/duplicate-uuid',
  title: 'no two machines have one firmware UUID',
  why: "The UUID is the guest's machine identity and cloud-init's instance-id; software that tells hosts apart by it, such as systemd's machine-id in a VM, takes two machines for one. KubeVirt does not compare machines.",
  *validate(repository) {
    const owners = new Map<string, EmittedObject>();
    for (const { object, spec, path, replicated } of machinesOf(repository)) {
      // Templates have none at all, see kubevirt/replicated-identity.
      if (replicated) continue;
      const uuid = textAt(spec, 'domain', 'firmware', 'uuid')?.toLowerCase();
      if (uuid === undefined || uuid === '') continue;
      const other = owners.get(uuid);
      if (other === undefined) {
        owners.set(uuid, object);
        continue;
      }
      yield found(kubevirtDuplicateUuid.code, object, {
        field: `${path}.domain.firmware.uuid`,
        message: `${other.cluster}: ${other.id} has the UUID too`,
        got: uuid,
        expected: 'a UUID of its own',
        fix: 'derive the UUID from cluster, namespace and name',
      });
    }
  },
};
