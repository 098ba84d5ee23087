import { at } from '../../model/index.ts';
import type { Json } from '../../model/index.ts';
import { machineRule } from './machines.ts';

/** CPU settings that need others. */
export const kubevirtCpuFeatures = machineRule(
  {
    code: 'kubevirt/cpu-features',
    title: 'emulator thread, NUMA mapping and realtime have what they need',
    why: 'The KubeVirt 1.9 validating webhook (vmi-create-admitter) refuses isolateEmulatorThread without dedicated CPUs, NUMA mapping without dedicated CPUs and huge pages, realtime without dedicated CPUs and NUMA mapping, and more sockets than maxSockets.',
  },
  function* ({ domain, vm }) {
    // An instance type brings CPU and memory settings of its own, which cannot be seen here.
    if (at(vm, 'instancetype') !== undefined) return;
    const cpu = at(domain, 'cpu');
    for (const { field, on, needs } of DEPENDENCIES) {
      if (!on(cpu)) continue;
      const missing = Object.entries(needs).filter(([, has]) => !has(domain));
      if (missing.length === 0) continue;
      yield {
        field: `domain.cpu.${field}`,
        message: `${field} lacks what it needs`,
        got: `no ${missing.map(([name]) => name).join(' and no ')}`,
        expected: Object.keys(needs).join(' and '),
        fix: `add it, or remove ${field}`,
      };
    }
    const [sockets, most] = [at(cpu, 'sockets'), at(cpu, 'maxSockets')];
    if (typeof sockets !== 'number' || typeof most !== 'number' || most === 0 || sockets <= most) return;
    yield {
      field: 'domain.cpu.sockets',
      message: 'the machine starts with more sockets than it may ever have',
      got: String(sockets),
      expected: `at most maxSockets, ${most}`,
      fix: 'raise maxSockets',
    };
  },
);

type Has = (value: Json | undefined) => boolean;

const dedicated: Has = (domain) => at(domain, 'cpu', 'dedicatedCpuPlacement') === true;
const numa: Has = (domain) => at(domain, 'cpu', 'numa', 'guestMappingPassthrough') !== undefined;
const hugepages: Has = (domain) => at(domain, 'memory', 'hugepages') !== undefined;

const DEPENDENCIES: readonly {
  readonly field: string;
  readonly on: Has;
  readonly needs: { readonly [name: string]: Has };
}[] = [
  {
    field: 'isolateEmulatorThread',
    on: (cpu) => at(cpu, 'isolateEmulatorThread') === true,
    needs: { 'cpu.dedicatedCpuPlacement': dedicated },
  },
  {
    field: 'numa.guestMappingPassthrough',
    on: (cpu) => at(cpu, 'numa', 'guestMappingPassthrough') !== undefined,
    needs: { 'cpu.dedicatedCpuPlacement': dedicated, 'memory.hugepages': hugepages },
  },
  {
    field: 'realtime',
    on: (cpu) => at(cpu, 'realtime') !== undefined,
    needs: { 'cpu.dedicatedCpuPlacement': dedicated, 'cpu.numa.guestMappingPassthrough': numa },
  },
];
