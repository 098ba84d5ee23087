import { at, listAt, textAt } from '../../model/index.ts';
import type { Json } from '../../model/index.ts';
import { machineRule } from './machines.ts';

/** Volumes and disks belong together by name. */
export const kubevirtDiskVolume = machineRule(
  {
    code: 'kubevirt/disk-volume',
    title: 'every volume has a disk or file system of its name, and every disk a volume',
    why: 'The KubeVirt 1.9 validating webhook (storage/admitters) refuses a volume that no device shows to the guest and a device without bytes. Only a CD drive may be empty.',
  },
  function* ({ disks, volumes, devices, spec }) {
    const filesystems = listAt(devices, 'filesystems');
    const shows = names([...disks, ...filesystems]);
    const sources = names([...volumes, ...listAt(spec, 'utilityVolumes')]);
    for (const [i, volume] of volumes.entries()) {
      const name = textAt(volume, 'name');
      if (name === undefined || shows.has(name) || at(volume, 'memoryDump') !== undefined) continue;
      yield {
        field: `volumes[${i}].name`,
        message: 'no disk or file system shows the volume to the guest',
        got: name,
        expected: `one of ${[...shows].join(', ') || 'the disks, of which there are none'}`,
        fix: `add a disk named ${name} to domain.devices.disks, or remove the volume`,
      };
    }
    const lists = { disks, filesystems };
    for (const [list, items] of Object.entries(lists)) {
      for (const [i, device] of items.entries()) {
        const name = textAt(device, 'name');
        if (name === undefined || sources.has(name) || at(device, 'cdrom') !== undefined) continue;
        yield {
          field: `domain.devices.${list}[${i}].name`,
          message: 'the device has no volume',
          got: name,
          expected: `one of ${[...sources].join(', ') || 'the volumes, of which there are none'}`,
          fix: `add a volume named ${name}, or remove the device`,
        };
      }
    }
  },
);

function names(items: readonly Json[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const item of items) {
    const name = textAt(item, 'name');
    if (name !== undefined) found.add(name);
  }
  return found;
}
