import { at, listAt, textAt } from '../../model/index.ts';
import type { Json } from '../../model/index.ts';
import { repeated, shown } from '../object-rule.ts';
import type { Mistake } from '../object-rule.ts';
import { machineRule, refusedOption } from './machines.ts';

/** Options of one network card. */
export const kubevirtInterfaceOptions = machineRule(
  {
    code: 'kubevirt/interface-options',
    title: 'name, model, MAC address, state, ports and indexes of an interface are possible',
    why: 'The KubeVirt 1.9 validating webhook (network/admitter/netiface.go) refuses other values; the schema takes any text and number.',
  },
  function* ({ interfaces }) {
    for (const [i, one] of interfaces.entries()) {
      const field = `domain.devices.interfaces[${i}]`;
      for (const { key, allowed, expected } of TEXTS) {
        const value = textAt(one, key);
        if (value !== undefined && !allowed.test(value))
          yield refusedOption(`${field}.${key}`, value, expected);
      }
      if (
        at(one, 'masquerade') !== undefined &&
        /^(02[:-](00[:-]){4}00)$/.test(textAt(one, 'macAddress') ?? '')
      ) {
        yield refusedOption(
          `${field}.macAddress`,
          '02:00:00:00:00:00',
          'an address that KubeVirt does not use for its own side',
        );
      }
      const index = at(one, 'acpiIndex');
      if (typeof index === 'number' && (index < 1 || index > 16383)) {
        yield refusedOption(`${field}.acpiIndex`, String(index), 'a number from 1 to 16383');
      }
      yield* ports(one, field);
    }
    for (const { name, at: place } of repeated(interfaces.map((one) => numberText(at(one, 'acpiIndex'))))) {
      yield refusedOption(
        `domain.devices.interfaces[${place}].acpiIndex`,
        name,
        'a number that no other interface has',
      );
    }
  },
);

const TEXTS: readonly { readonly key: string; readonly allowed: RegExp; readonly expected: string }[] = [
  { key: 'name', allowed: /^[A-Za-z0-9_-]+$/, expected: 'letters, digits, hyphens and underscores' },
  {
    key: 'model',
    allowed: /^(e1000|e1000e|igb|ne2k_pci|pcnet|rtl8139|virtio)$/,
    expected: 'virtio, e1000, e1000e, igb, ne2k_pci, pcnet or rtl8139',
  },
  {
    key: 'macAddress',
    allowed: /^[\da-fA-F]{2}((:[\da-fA-F]{2}){5}|(-[\da-fA-F]{2}){5})$/,
    expected: 'six bytes such as 02:42:0a:2a:42:79',
  },
  { key: 'state', allowed: /^(up|down|absent)$/, expected: 'up, down or absent' },
  {
    key: 'pciAddress',
    allowed: /^[\da-fA-F]{4}:[\da-fA-F]{2}:[01][\da-fA-F]\.[0-7]$/,
    expected: 'domain:bus:slot.function such as 0000:01:00.0',
  },
];

function* ports(one: Json, field: string): Iterable<Mistake> {
  const list = listAt(one, 'ports');
  for (const [i, port] of list.entries()) {
    const number = at(port, 'port');
    if (typeof number === 'number' && (number < 1 || number > 65535)) {
      yield refusedOption(`${field}.ports[${i}].port`, String(number), 'a port from 1 to 65535');
    }
    const protocol = textAt(port, 'protocol');
    if (protocol !== undefined && protocol !== 'TCP' && protocol !== 'UDP') {
      yield refusedOption(`${field}.ports[${i}].protocol`, protocol, 'TCP or UDP');
    }
  }
  for (const { name, at: place } of repeated(list.map((port) => textAt(port, 'name')))) {
    yield refusedOption(
      `${field}.ports[${place}].name`,
      name,
      'a name that no other port of the interface has',
    );
  }
  const ranges = listAt(one, 'portRanges');
  if (ranges.length > 0 && (list.length > 0 || at(one, 'masquerade') === undefined)) {
    const got = list.length > 0 ? 'portRanges beside ports' : 'portRanges without masquerade';
    yield refusedOption(`${field}.portRanges`, got, 'portRanges instead of ports, with masquerade');
  }
  for (const [i, range] of ranges.entries()) {
    const [start, end] = [at(range, 'start'), at(range, 'end')];
    if (typeof start !== 'number' || typeof end !== 'number') continue;
    if (start < 1 || end > 65535 || start > end) {
      yield refusedOption(
        `${field}.portRanges[${i}]`,
        shown(range),
        'ports from 1 to 65535, start not above end',
      );
    }
  }
}

function numberText(value: Json | undefined): string | undefined {
  return typeof value === 'number' ? String(value) : undefined;
}
