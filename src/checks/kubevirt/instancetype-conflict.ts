import { at } from '../../model/index.ts';
import { shown } from '../object-rule.ts';
import { virtualMachineRule } from './machines.ts';

/** What an instance type decides. */
const DECIDED = [
  'domain.cpu.cores',
  'domain.cpu.sockets',
  'domain.cpu.threads',
  'domain.memory.guest',
  'domain.resources.requests',
  'domain.resources.limits',
];

/** CPU and memory come from the instance type or from the machine. */
export const kubevirtInstancetypeConflict = virtualMachineRule(
  {
    code: 'kubevirt/instancetype-conflict',
    title: 'a virtual machine with an instance type gives no CPU and memory of its own',
    why: 'KubeVirt 1.9 applies the instance type to the template when it admits the machine, and refuses the machine when both set one field.',
  },
  function* ({ vm, spec }) {
    if (at(vm, 'instancetype') === undefined) return;
    for (const path of DECIDED) {
      const value = at(spec, ...path.split('.'));
      if (value === undefined) continue;
      yield {
        field: `template.spec.${path}`,
        message: 'the instance type sets the field too',
        got: shown(value),
        expected: 'the value of the instance type',
        fix: 'remove the field, or the instance type',
      };
    }
  },
);
