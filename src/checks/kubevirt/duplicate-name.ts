import { listAt, textAt } from '../../model/index.ts';
import type { Json } from '../../model/index.ts';
import { repeated } from '../object-rule.ts';
import { machineRule } from './machines.ts';
import type { Machine } from './machines.ts';

/** Lists whose items the machine tells apart by name. */
const LISTS: readonly { readonly path: string; readonly of: (machine: Machine) => readonly Json[] }[] = [
  { path: 'volumes', of: ({ volumes }) => volumes },
  { path: 'networks', of: ({ networks }) => networks },
  { path: 'domain.devices.disks', of: ({ disks }) => disks },
  { path: 'domain.devices.filesystems', of: ({ devices }) => listAt(devices, 'filesystems') },
  { path: 'domain.devices.interfaces', of: ({ interfaces }) => interfaces },
  { path: 'domain.devices.gpus', of: ({ devices }) => listAt(devices, 'gpus') },
  { path: 'domain.devices.hostDevices', of: ({ devices }) => listAt(devices, 'hostDevices') },
];

/** Volumes, disks, networks and interfaces are told apart by their names. */
export const kubevirtDuplicateName = machineRule(
  {
    code: 'kubevirt/duplicate-name',
    title: 'no two volumes, disks, networks, interfaces or devices of a machine have one name',
    why: 'Disks find their volume and interfaces their network by name; the KubeVirt 1.9 validating webhook refuses names that are there twice.',
  },
  function* (machine) {
    for (const { path, of } of LISTS) {
      const list = of(machine);
      if (list.length < 2) continue;
      const names = list.map((item) => textAt(item, 'name'));
      for (const { name, at } of repeated(names)) {
        yield {
          field: `${path}[${at}].name`,
          message: 'the name is taken by an earlier item of the list',
          got: name,
          expected: 'a name of its own',
          fix: 'rename one of the two, on both sides',
        };
      }
    }
  },
);
