import { SizeRoundingBehavior } from 'cdk8s';
import type { Size } from 'cdk8s';
import type {
  VirtualMachineInstanceSpecDomainCpu,
  VirtualMachineInstanceSpecDomainMemory,
} from '../../imports/kubevirt.io.ts';
import { InputError } from '../../src/model/index.ts';

/** Processors and memory of a machine. */
export interface MachineSize {
  /** Virtual CPUs: a number of cores, or more detail. */
  readonly cpu: number | MachineCpu;
  /** Memory that the guest sees; a multiple of the page size with `hugepages`. */
  readonly memory: Size;
  /** Page size of memory that is reserved on the node. @default ordinary memory */
  readonly hugepages?: '2Mi' | '1Gi' | undefined;
}

export interface MachineCpu {
  /** Cores of each socket. */
  readonly cores: number;
  /** @default 1 */
  readonly sockets?: number | undefined;
  /** 1 or 2. @default 1 */
  readonly threads?: number | undefined;
  /** CPUs of the node for this machine alone; the node needs the static CPU manager. @default false */
  readonly dedicated?: boolean | undefined;
  /** One more CPU of its own for the emulator; only with `dedicated`. @default false */
  readonly isolateEmulatorThread?: boolean | undefined;
  /** Pass the node's NUMA layout on; only with `dedicated` and hugepages. @default false */
  readonly numa?: boolean | undefined;
  /** CPU model, e.g. `host-passthrough`. @default the cluster's, host-model */
  readonly model?: string | undefined;
}

/** `domain.cpu` of a machine. Throws `machine/cpu` where KubeVirt's admission would refuse it. */
export function domainCpu({ cpu, hugepages }: MachineSize): VirtualMachineInstanceSpecDomainCpu {
  const detail: MachineCpu = typeof cpu === 'number' ? { cores: cpu } : cpu;
  const {
    cores,
    sockets = 1,
    threads = 1,
    dedicated = false,
    isolateEmulatorThread = false,
    numa = false,
  } = detail;
  for (const [field, value, most] of [
    ['cores', cores, 512],
    ['sockets', sockets, 64],
    ['threads', threads, 2],
  ] as const) {
    if (!Number.isInteger(value) || value < 1 || value > most) {
      throw wrongCpu(`${field} ${value}`, `a whole number of ${field} from 1 to ${most}`, `correct ${field}`);
    }
  }
  if (isolateEmulatorThread && !dedicated) {
    throw wrongCpu('isolateEmulatorThread without dedicated', 'both or neither', 'add dedicated: true');
  }
  if (numa && (!dedicated || hugepages === undefined)) {
    throw wrongCpu(
      `numa with dedicated ${dedicated} and hugepages ${hugepages ?? 'none'}`,
      'numa only together with dedicated and hugepages',
      'add both, or leave numa out',
    );
  }
  return {
    cores,
    ...(sockets === 1 ? {} : { sockets }),
    ...(threads === 1 ? {} : { threads }),
    ...(detail.model === undefined ? {} : { model: detail.model }),
    ...(dedicated ? { dedicatedCpuPlacement: true } : {}),
    ...(isolateEmulatorThread ? { isolateEmulatorThread: true } : {}),
    ...(numa ? { numa: { guestMappingPassthrough: {} } } : {}),
  };
}

/** `domain.memory` of a machine. Throws `machine/hugepages`. */
export function domainMemory({ memory, hugepages }: MachineSize): VirtualMachineInstanceSpecDomainMemory {
  const guest = memory.asString();
  if (hugepages === undefined) return { guest };
  const page = hugepages === '2Mi' ? 2 : 1024;
  const mebibytes = memory.toMebibytes({ rounding: SizeRoundingBehavior.NONE });
  if (mebibytes % page !== 0) {
    throw new InputError({
      code: 'machine/hugepages',
      message: 'the memory is no whole number of pages',
      got: `${guest} in pages of ${hugepages}`,
      expected: `a multiple of ${hugepages}`,
      fix: 'round the memory, or choose smaller pages',
    });
  }
  return { guest, hugepages: { pageSize: hugepages } };
}

function wrongCpu(got: string, expected: string, fix: string): InputError {
  return new InputError({
    code: 'machine/cpu',
    message: 'KubeVirt would refuse these CPUs',
    got,
    expected,
    fix,
  });
}
