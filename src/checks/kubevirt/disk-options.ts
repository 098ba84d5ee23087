import { at, textAt } from '../../model/index.ts';
import type { Json } from '../../model/index.ts';
import type { Mistake } from '../object-rule.ts';
import { machineRule, refusedOption } from './machines.ts';

/** Options of one disk. */
export const kubevirtDiskOptions = machineRule(
  {
    code: 'kubevirt/disk-options',
    title: 'name, serial number, cache, io and PCI address of a disk are possible',
    why: 'The KubeVirt 1.9 validating webhook (storage/admitters/disks.go) refuses other values; the schema takes any text.',
  },
  function* ({ disks }) {
    for (const [i, disk] of disks.entries()) {
      const field = `domain.devices.disks[${i}]`;
      for (const { path, allowed, expected } of TEXTS) {
        const value = textAt(disk, ...path);
        if (value !== undefined && !allowed.test(value))
          yield refusedOption(`${field}.${path.join('.')}`, value, expected);
      }
      yield* onVirtioOnly(disk, field);
    }
  },
);

const TEXTS: readonly {
  readonly path: readonly string[];
  readonly allowed: RegExp;
  readonly expected: string;
}[] = [
  {
    path: ['name'],
    allowed: /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    expected: 'at most 63 lower-case letters, digits and hyphens inside',
  },
  {
    path: ['serial'],
    allowed: /^[A-Za-z0-9_.+-]{1,256}$/,
    expected: 'at most 256 letters, digits, and _ . + -',
  },
  {
    path: ['cache'],
    allowed: /^(none|writethrough|writeback)$/,
    expected: 'none, writethrough or writeback',
  },
  { path: ['io'], allowed: /^(native|threads)$/, expected: 'native or threads' },
  {
    path: ['errorPolicy'],
    allowed: /^(stop|ignore|report|enospace)$/,
    expected: 'stop, ignore, report or enospace',
  },
  {
    path: ['disk', 'pciAddress'],
    allowed: /^[\da-fA-F]{4}:[\da-fA-F]{2}:[01][\da-fA-F]\.[0-7]$/,
    expected: 'domain:bus:slot.function such as 0000:01:00.0',
  },
];

function* onVirtioOnly(disk: Json, field: string): Iterable<Mistake> {
  const bus = textAt(disk, 'disk', 'bus') ?? textAt(disk, 'lun', 'bus') ?? textAt(disk, 'cdrom', 'bus');
  if (bus === undefined || bus === 'virtio') return;
  if (at(disk, 'dedicatedIOThread') === true) {
    yield refusedOption(
      `${field}.dedicatedIOThread`,
      `true on ${bus}`,
      'an I/O thread of its own on virtio only',
    );
  }
  if (textAt(disk, 'disk', 'pciAddress') !== undefined) {
    yield refusedOption(`${field}.disk.pciAddress`, `an address on ${bus}`, 'a PCI address on virtio only');
  }
}
