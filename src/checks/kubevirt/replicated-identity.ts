import { textAt } from '../../model/index.ts';
import { machineRule } from './machines.ts';

/** Replicas share no identity. */
export const kubevirtReplicatedIdentity = machineRule(
  {
    code: 'kubevirt/replicated-identity',
    title: 'templates of several machines carry no MAC address, firmware UUID and serial number',
    why: 'Every replica gets the value: two machines with one MAC address on a bridge take turns in being unreachable, and one UUID is one cloud-init instance and one DHCP lease. KubeVirt 1.9 admits it.',
  },
  function* ({ interfaces, domain, replicated }) {
    if (!replicated) return;
    const places = [
      ...interfaces.map((one, i) => ({
        field: `domain.devices.interfaces[${i}].macAddress`,
        value: textAt(one, 'macAddress'),
      })),
      ...['uuid', 'serial'].map((key) => ({
        field: `domain.firmware.${key}`,
        value: textAt(domain, 'firmware', key),
      })),
    ];
    for (const { field, value } of places) {
      if (value === undefined || value === '') continue;
      yield {
        field,
        message: 'every replica would get this value',
        got: value,
        expected: 'no value; KubeVirt makes one for each machine',
        fix: 'remove the field; tell network cards apart by acpiIndex',
      };
    }
  },
);
