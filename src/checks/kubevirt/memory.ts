import { at } from '../../model/index.ts';
import { shown } from '../object-rule.ts';
import { machineRule } from './machines.ts';
import { quantity } from './quantity.ts';

/** How much memory a machine has. */
export const kubevirtMemory = machineRule(
  {
    code: 'kubevirt/memory',
    title: 'a machine says how much memory it has, and requests no more than its limit',
    why: 'The KubeVirt 1.9 validating webhook (vmi-create-admitter) wants memory.guest, hugepages or a memory request of at least 1M, and refuses requests above limits.',
  },
  function* ({ domain, vm }) {
    const memory = at(domain, 'memory');
    const resources = at(domain, 'resources');
    const request = at(resources, 'requests', 'memory');
    const none =
      request === undefined && at(memory, 'guest') === undefined && at(memory, 'hugepages') === undefined;
    if (none && at(vm, 'instancetype') === undefined) {
      yield {
        field: 'domain.memory',
        message: 'the machine has no memory',
        got: shown(memory),
        expected: 'domain.memory.guest, such as 8Gi',
        fix: 'set domain.memory.guest',
      };
    }
    if ((quantity(request) ?? 1e6) < 1e6) {
      yield {
        field: 'domain.resources.requests.memory',
        message: 'the machine requests too little memory',
        got: shown(request),
        expected: 'at least 1M',
        fix: 'give the unit, such as 8Gi',
      };
    }
    for (const resource of ['memory', 'cpu']) {
      const [asked, limit] = [at(resources, 'requests', resource), at(resources, 'limits', resource)];
      if ((quantity(asked) ?? 0) <= (quantity(limit) ?? Infinity)) continue;
      yield {
        field: `domain.resources.requests.${resource}`,
        message: `the ${resource} request is above the limit`,
        got: shown(asked),
        expected: `at most ${shown(limit)}`,
        fix: 'lower the request or raise the limit',
      };
    }
  },
);
