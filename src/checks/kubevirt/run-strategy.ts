import { at, textAt } from '../../model/index.ts';
import { given, shown } from '../object-rule.ts';
import { virtualMachineRule } from './machines.ts';

const STRATEGIES = ['Always', 'Halted', 'Manual', 'RerunOnFailure', 'Once', 'WaitAsReceiver'];

/** Whether a virtual machine runs. */
export const kubevirtRunStrategy = virtualMachineRule(
  {
    code: 'kubevirt/run-strategy',
    title: 'a virtual machine has one run strategy',
    why: 'The KubeVirt 1.9 validating webhook (vms-admitter) wants exactly one of runStrategy and the deprecated running, and a strategy that it knows.',
  },
  function* ({ vm, object }) {
    // Cluster API's provider sets the strategy of its machines itself.
    if (object.ref.kind === 'KubevirtMachineTemplate') return;
    const set = given(vm, ['runStrategy', 'running']);
    const strategy = textAt(vm, 'runStrategy');
    if (set.length !== 1) {
      yield {
        field: 'runStrategy',
        message:
          set.length === 0 ? 'nothing says whether the machine runs' : 'running contradicts runStrategy',
        got: set.join(' and ') || 'nothing',
        expected: `runStrategy: ${STRATEGIES.slice(0, 5).join(', ')}`,
        fix: set.length === 0 ? 'set runStrategy: Always' : 'remove running',
      };
    } else if (strategy === undefined) {
      yield {
        severity: 'warning',
        field: 'running',
        message: 'running is deprecated',
        got: `running: ${shown(at(vm, 'running'))}`,
        expected: 'runStrategy',
        fix: `set runStrategy: ${at(vm, 'running') === true ? 'Always' : 'Halted'} instead`,
      };
    } else if (!STRATEGIES.includes(strategy)) {
      yield {
        field: 'runStrategy',
        message: 'KubeVirt knows no such run strategy',
        got: strategy,
        expected: STRATEGIES.slice(0, 5).join(', '),
        fix: 'use Always',
      };
    }
  },
);
