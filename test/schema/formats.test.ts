import { isIPv4, isIPv6 } from 'node:net';
import { describe, expect, it } from 'vitest';
import { FORMAT_PATTERNS, goRegExp } from '../../src/schema/formats.ts';
import { seeded } from './random-document.ts';

const format = (name: string): RegExp => new RegExp(FORMAT_PATTERNS[name] ?? 'no such format', 'u');

describe('address formats', () => {
  const addresses = [
    '1.2.3.4',
    '0.0.0.0',
    '255.255.255.255',
    '256.1.1.1',
    '1.2.3',
    '1.2.3.4.5',
    '01.2.3.4',
    '1.2.3.4.',
    '',
    '::',
    '::1',
    '1::',
    'fe80::1:2',
    '1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7::',
    '1:2:3:4:5:6:7:8:9',
    '1::2::3',
    ':::',
    '::ffff:10.0.0.1',
    '1:2:3:4:5:6:1.2.3.4',
    '1:2:3:4:5:6:7:1.2.3.4',
    '1:2:3:4:5::1.2.3.4',
    '1::1.2.3.4:5',
    '12345::',
    'g::',
    '1:2',
    '::1:2:3:4:5:6:7',
    '::1:2:3:4:5:6:7:8',
    '::1:2:3:4:5:6:1.2.3.4',
    '1:',
    ':1',
  ];

  it('agree with Node about addresses', () => {
    for (const address of [...addresses, ...randomAddresses()]) {
      expect(`${address} ${format('ipv4').test(address)}`).toBe(`${address} ${isIPv4(address)}`);
      expect(`${address} ${format('ipv6').test(address)}`).toBe(`${address} ${isIPv6(address)}`);
    }
  });

  it('take a prefix length within the family', () => {
    const good = ['10.0.0.0/8', '0.0.0.0/0', '10.0.0.0/32', 'fd00::/8', '::/0', '::1/128'];
    const bad = [
      '10.0.0.0',
      '10.0.0.0/33',
      '10.0.0/8',
      'fd00::/129',
      'fd00::',
      '10.0.0.0/',
      '/8',
      '10.0.0.0/08',
    ];
    expect(good.filter((text) => !format('cidr').test(text))).toEqual([]);
    expect(bad.filter((text) => format('cidr').test(text))).toEqual([]);
  });
});

describe('Go regular expressions', () => {
  it.each([
    ['^\\PC*$', 'plain text', 'a\u0000b'],
    ['^[[:xdigit:]]+$', 'DEADbeef', 'xyz'],
    ['^[[:alpha:]_-]+$', 'ab_c-d', 'a1'],
    ['^(?i)info|warn$', 'INFO', 'debug'],
    ['(?is)^a.b$', 'A\nB', 'ac'],
    ['^\\-a\\_b$', '-a_b', 'ab'],
  ])('%s', (pattern, accepted, refused) => {
    expect(goRegExp(pattern).test(accepted)).toBe(true);
    expect(goRegExp(pattern).test(refused)).toBe(false);
  });
});

function randomAddresses(): readonly string[] {
  const random = seeded(4);
  const parts = ['0', '1', 'ab', 'ffff', '::', ':', '.', '10', '255', '1.2.3.4'];
  return Array.from({ length: 5000 }, () =>
    Array.from(
      { length: 1 + Math.floor(random() * 14) },
      () => parts[Math.floor(random() * parts.length)],
    ).join(random() < 0.5 ? '' : ':'),
  );
}
