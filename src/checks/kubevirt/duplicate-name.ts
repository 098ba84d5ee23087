import { listAt, textAt } from '../../model/index.ts';
import { repeated } from '../object-rule.ts';
import { machineRule } from './machines.ts';

/** Lists whose items the machine tells apart by name. */
const LISTS = [
  ['volumes'],
  ['networks'],
  ['domain', 'devices', 'disks'],
  ['domain', 'devices', 'filesystems'],
  ['domain', 'devices', 'interfaces'],
  ['domain', 'devices', 'gpus'],
  ['domain', 'devices', 'hostDevices'],
];

/** Volumes, disks, networks and interfaces are told apart by their names. */
export const kubevirtDuplicateName = machineRule(
  {
    code: 'kubevirt/duplicate-name',
    title: 'no two volumes, disks, networks, interfaces or devices of a machine have one name',
    why: 'Disks find their volume and interfaces their network by name; the KubeVirt 1.9 validating webhook refuses names that are there twice.',
  },
  function* ({ spec }) {
    for (const path of LISTS) {
      const list = listAt(spec, ...path);
      if (list.length < 2) continue;
      const names = list.map((item) => textAt(item, 'name'));
      for (const { name, at } of repeated(names)) {
        yield {
          field: `${path.join('.')}[${at}].name`,
          message: 'the name is taken by an earlier item of the list',
          got: name,
          expected: 'a name of its own',
          fix: 'rename one of the two, on both sides',
        };
      }
    }
  },
);
