import { at } from '../../model/index.ts';
import type { Json } from '../../model/index.ts';
import { shown } from '../object-rule.ts';
import { machineRule } from './machines.ts';
import { quantity } from './quantity.ts';

/** Dedicated CPUs are whole CPUs. */
export const kubevirtDedicatedCpu = machineRule(
  {
    code: 'kubevirt/dedicated-cpu',
    title: 'dedicated CPUs are whole, no fewer than the guest has, and requested as they are limited',
    why: 'dedicatedCpuPlacement pins each guest CPU to one of the node, which the kubelet does for pods with whole and equal CPU requests and limits only. The KubeVirt 1.9 validating webhook (vmi-create-admitter) refuses everything else, and more than two threads a core.',
  },
  function* ({ domain, vm }) {
    const cpu = at(domain, 'cpu');
    if (at(cpu, 'dedicatedCpuPlacement') !== true) return;
    const guest = topology(cpu);
    const resources = at(domain, 'resources');
    const [request, limit] = [at(resources, 'requests', 'cpu'), at(resources, 'limits', 'cpu')];
    const fix = 'leave resources out and give cores, sockets and threads';
    if (
      guest === undefined &&
      request === undefined &&
      limit === undefined &&
      at(vm, 'instancetype') === undefined
    ) {
      yield {
        field: 'domain.cpu',
        message: 'nothing says how many CPUs to dedicate',
        got: shown(cpu),
        expected: 'cores, sockets or threads',
        fix: 'set domain.cpu.cores',
      };
    }
    const threads = at(cpu, 'threads');
    if (typeof threads === 'number' && threads > 2) {
      yield {
        field: 'domain.cpu.threads',
        message: 'a core has two threads at most',
        got: String(threads),
        expected: '1 or 2',
        fix: 'use more cores',
      };
    }
    if (request !== undefined && limit !== undefined && quantity(request) !== quantity(limit)) {
      yield {
        field: 'domain.resources.requests.cpu',
        message: 'dedicated CPUs are requested as they are limited',
        got: `${shown(request)} requested, ${shown(limit)} allowed`,
        expected: 'equal numbers',
        fix,
      };
      return;
    }
    const value = request ?? limit;
    const count = quantity(value);
    if (count === undefined || (Number.isInteger(count) && count >= (guest ?? 1))) return;
    yield {
      field: `domain.resources.${request === undefined ? 'limits' : 'requests'}.cpu`,
      message: Number.isInteger(count)
        ? 'the guest has more CPUs than are dedicated to it'
        : 'dedicated CPUs are whole',
      got: shown(value),
      expected: guest === undefined ? 'a whole number' : `${guest}, as the guest has`,
      fix,
    };
  },
);

/** CPUs of the guest: cores × sockets × threads, 1 each where absent; undefined when none is given. */
function topology(cpu: Json | undefined): number | undefined {
  const factors = ['cores', 'sockets', 'threads'].map((key) => at(cpu, key));
  if (factors.every((factor) => typeof factor !== 'number' || factor === 0)) return undefined;
  return factors.reduce<number>(
    (count, factor) => count * (typeof factor === 'number' && factor > 0 ? factor : 1),
    1,
  );
}
