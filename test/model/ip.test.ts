import { describe, expect, it } from 'vitest';
import {
  cidrsOf,
  contains,
  formatCidr,
  formatIp,
  formatRange,
  netmask,
  nth,
  overlaps,
  parseCidr,
  parseIp,
  parseRange,
  sizeOf,
} from '../../src/model/index.ts';

/** A small seeded generator, so that a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('addresses', () => {
  it.each(['10.42.66.1', '0.0.0.0', '255.255.255.255', '::1', '2001:db8::42', 'fd00:42::'])(
    '%s survives parsing and formatting',
    (text) => expect(formatIp(parseIp(text))).toBe(text),
  );

  it.each([
    '10.42.66',
    '10.42.66.256',
    '0x0a.1.1.1',
    '1',
    '10.42.66.1/24',
    '',
    'fe80::1%eth0::',
    '10.42.66.01x',
  ])('%s is refused', (text) => expect(() => parseIp(text)).toThrow(/not a usable address/));

  it('gives the network without host bits as the fix for 10.42.66.1/24', () => {
    expect(() => parseCidr('10.42.66.1/24')).toThrow('10.42.66.0/24');
  });

  it.each(['10.0.0.0/33', '10.0.0.0', '10.0.0.0/', '::/129', '10.0.0.0/8/8', '10.0.0.0/-1'])(
    '%s is no network',
    (text) => expect(() => parseCidr(text)).toThrow('not a usable address'),
  );

  it.each(['10.42.66.9-10.42.66.3', '10.0.0.1-::1', '10.0.0.1', '10.0.0.1-10.0.0.2-10.0.0.3'])(
    '%s is no range',
    (text) => expect(() => parseRange(text)).toThrow('not a usable address'),
  );
});

describe('ranges', () => {
  it('overlap exactly when one address is in both', () => {
    const next = random(7);
    for (let i = 0; i < 500; i++) {
      const [a, b] = [0, 1].map(() => {
        const first = BigInt(Math.floor(next() * 60));
        return { version: 4 as const, first, last: first + BigInt(Math.floor(next() * 8)) };
      }) as [{ version: 4; first: bigint; last: bigint }, { version: 4; first: bigint; last: bigint }];
      let shared = false;
      let inside = true;
      for (let value = b.first; value <= b.last; value++) {
        const member = value >= a.first && value <= a.last;
        shared ||= member;
        inside &&= member;
      }
      expect(overlaps(a, b)).toBe(shared);
      expect(contains(a, b)).toBe(inside);
    }
  });

  it('of two versions never meet', () => {
    expect(overlaps(parseCidr('0.0.0.0/0'), parseCidr('::/0'))).toBe(false);
    expect(contains(parseCidr('::/0'), parseCidr('10.0.0.0/8'))).toBe(false);
  });

  it('split into the fewest networks that cover exactly the same addresses', () => {
    expect(cidrsOf(parseRange('10.42.66.200-10.42.66.219')).map(formatCidr)).toEqual([
      '10.42.66.200/29',
      '10.42.66.208/29',
      '10.42.66.216/30',
    ]);
    const next = random(11);
    for (let i = 0; i < 200; i++) {
      const first = BigInt(Math.floor(next() * 1000));
      const range = { version: 4 as const, first, last: first + BigInt(Math.floor(next() * 500)) };
      const parts = cidrsOf(range);
      expect(parts.reduce((sum, part) => sum + sizeOf(part), 0n)).toBe(sizeOf(range));
      expect(parts[0]?.first).toBe(range.first);
      expect(parts.at(-1)?.last).toBe(range.last);
    }
  });

  it('name a single address without a dash', () => {
    expect(formatRange(parseRange('10.0.0.1-10.0.0.1'))).toBe('10.0.0.1');
  });
});

describe('networks', () => {
  it('give their nth address and refuse one outside', () => {
    expect(formatIp(nth(parseCidr('10.151.0.0/16'), 10))).toBe('10.151.0.10');
    expect(formatIp(nth(parseCidr('fd00::/112'), 10))).toBe('fd00::a');
    expect(() => nth(parseCidr('10.0.0.0/30'), 4)).toThrow('offset');
  });

  it.each([
    ['10.42.66.0/24', '255.255.255.0'],
    ['10.42.64.0/18', '255.255.192.0'],
    ['0.0.0.0/0', '0.0.0.0'],
  ])('%s has the mask %s', (cidr, mask) => expect(netmask(parseCidr(cidr))).toBe(mask));
});
