import { at, listAt, textAt } from '../../model/index.ts';
import { given } from '../object-rule.ts';
import { machineRule } from './machines.ts';

const BUSES: { readonly [target: string]: readonly string[] } = {
  disk: ['virtio', 'scsi', 'sata', 'usb'],
  lun: ['virtio', 'scsi', 'sata', 'usb'],
  cdrom: ['scsi', 'sata', 'usb'],
};

/** A disk is one kind of device, on a bus that the kind has. */
export const kubevirtDiskTarget = machineRule(
  {
    code: 'kubevirt/disk-target',
    title: 'a disk is one of disk, lun and cdrom, on a bus that exists for it',
    why: 'The KubeVirt 1.9 validating webhook (storage/admitters/disks.go) refuses several targets, the bus ide, a CD drive on virtio, and a lun that is no PersistentVolumeClaim or DataVolume.',
  },
  function* ({ disks, spec }) {
    const volumes = new Map(listAt(spec, 'volumes').map((volume) => [textAt(volume, 'name'), volume]));
    for (const [i, disk] of disks.entries()) {
      const field = `domain.devices.disks[${i}]`;
      const targets = given(disk, Object.keys(BUSES));
      if (targets.length > 1) {
        yield {
          field,
          message: 'the disk is several kinds of device',
          got: targets.join(' and '),
          expected: 'one of disk, lun and cdrom',
          fix: 'keep one of them',
        };
        continue;
      }
      const [target] = targets;
      if (target === undefined) continue;
      const bus = textAt(disk, target, 'bus');
      const buses = BUSES[target] ?? [];
      if (bus !== undefined && !buses.includes(bus)) {
        yield {
          field: `${field}.${target}.bus`,
          message: `KubeVirt has no such bus for a ${target}`,
          got: bus,
          expected: buses.join(', '),
          fix: `use ${buses[0]}`,
        };
      }
      const volume = volumes.get(textAt(disk, 'name'));
      if (
        target !== 'lun' ||
        volume === undefined ||
        given(volume, ['persistentVolumeClaim', 'dataVolume']).length > 0
      ) {
        continue;
      }
      yield {
        field: `${field}.lun`,
        message: 'only a claim can be passed through as a lun',
        got: Object.keys(at(volume) as object)
          .filter((key) => key !== 'name')
          .join(' and '),
        expected: 'a volume with persistentVolumeClaim or dataVolume',
        fix: 'use disk instead of lun',
      };
    }
  },
);
