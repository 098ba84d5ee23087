import { at, listAt } from '../../model/index.ts';
import { machineRule } from './machines.ts';

/** Places in the boot order. */
export const kubevirtBootOrder = machineRule(
  {
    code: 'kubevirt/boot-order',
    title: 'bootOrder counts from 1 and no two disks or interfaces of a machine share a place',
    why: 'The KubeVirt 1.9 validating webhook (vmi-create-admitter) refuses 0 and places taken twice, over disks and interfaces together.',
  },
  function* ({ devices }) {
    const taken = new Map<number, string>();
    for (const list of ['disks', 'interfaces']) {
      for (const [i, device] of listAt(devices, list).entries()) {
        const order = at(device, 'bootOrder');
        if (typeof order !== 'number') continue;
        const field = `domain.devices.${list}[${i}].bootOrder`;
        const other = taken.get(order);
        if (order >= 1 && other === undefined) {
          taken.set(order, field);
          continue;
        }
        yield {
          field,
          message: other === undefined ? 'the boot order counts from 1' : `${other} has the place already`,
          got: String(order),
          expected: 'a number from 1 that no other device of the machine has',
          fix: 'give every device a place of its own; devices without one are not tried once any has one',
        };
      }
    }
  },
);
