import ipaddr from 'ipaddr.js';
import { InputError } from './finding.ts';

/** An IPv4 or IPv6 address as a number, so that order and distance are arithmetic. */
export interface Ip {
  readonly version: 4 | 6;
  readonly value: bigint;
}

/** A closed interval of addresses of one version; a CIDR is one with `prefix`. */
export interface IpRange {
  readonly version: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** A network `first/prefix`; the text form never carries host bits. */
export interface Cidr extends IpRange {
  readonly prefix: number;
}

/** Parses one address. Throws `address/malformed` for anything but a complete IPv4 or IPv6 address. */
export function parseIp(text: string): Ip {
  // Nearly all addresses are of this form, and the library takes ten times as long to read it.
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1) ?? [];
  if (parts.length === 4 && parts.every((part) => Number(part) < 256 && String(Number(part)) === part)) {
    return { version: 4, value: BigInt(parts.reduce((value, part) => value * 256 + Number(part), 0)) };
  }
  if (!ipaddr.IPv4.isValidFourPartDecimal(text) && !ipaddr.IPv6.isValid(text)) {
    throw malformed(text, 'an IPv4 or IPv6 address such as 10.42.66.120');
  }
  const parsed = ipaddr.parse(text);
  return { version: parsed.kind() === 'ipv4' ? 4 : 6, value: fromBytes(parsed.toByteArray()) };
}

/** Parses `ADDRESS/PREFIX`. Throws `address/malformed` on bad text and when host bits are set. */
export function parseCidr(text: string): Cidr {
  const [address, prefixText, ...rest] = text.split('/');
  const prefix = Number(prefixText);
  if (address === undefined || rest.length > 0 || !/^\d{1,3}$/.test(prefixText ?? '')) {
    throw malformed(text, 'a network such as 10.42.66.0/24');
  }
  const ip = parseIp(address);
  if (prefix > width(ip.version)) throw malformed(text, `a prefix length of at most ${width(ip.version)}`);
  const size = 1n << BigInt(width(ip.version) - prefix);
  const first = ip.value - (ip.value % size);
  const cidr = { version: ip.version, first, last: first + size - 1n, prefix };
  if (first !== ip.value) {
    throw malformed(text, `the network address without host bits: ${formatCidr(cidr)}`);
  }
  return cidr;
}

/** Parses `FIRST-LAST` (both included) or a CIDR. Throws `address/malformed` when the order is wrong. */
export function parseRange(text: string): IpRange {
  if (text.includes('/')) return parseCidr(text);
  const [from, to, ...rest] = text.split('-');
  if (from === undefined || to === undefined || rest.length > 0) {
    throw malformed(text, 'a range such as 10.42.66.130-10.42.66.189');
  }
  const [first, last] = [parseIp(from.trim()), parseIp(to.trim())];
  if (first.version !== last.version || first.value > last.value) {
    throw malformed(text, 'a range whose first address is not above its last, both of one IP version');
  }
  return { version: first.version, first: first.value, last: last.value };
}

export function formatIp(ip: Ip): string {
  const bytes = toBytes(ip);
  return ip.version === 4 ? bytes.join('.') : new ipaddr.IPv6(bytes).toRFC5952String();
}

export function formatCidr(cidr: Cidr): string {
  return `${formatIp({ version: cidr.version, value: cidr.first })}/${cidr.prefix}`;
}

/** `FIRST-LAST`, or the single address when both are equal. */
export function formatRange(range: IpRange): string {
  const first = formatIp({ version: range.version, value: range.first });
  const last = formatIp({ version: range.version, value: range.last });
  return first === last ? first : `${first}-${last}`;
}

export function rangeOf(ip: Ip): IpRange {
  return { version: ip.version, first: ip.value, last: ip.value };
}

export function overlaps(a: IpRange, b: IpRange): boolean {
  return a.version === b.version && a.first <= b.last && b.first <= a.last;
}

/** True when every address of `inner` is in `outer`. */
export function contains(outer: IpRange, inner: IpRange): boolean {
  return outer.version === inner.version && outer.first <= inner.first && inner.last <= outer.last;
}

export function sizeOf(range: IpRange): bigint {
  return range.last - range.first + 1n;
}

/** The address `offset` places after the network address; `nth(services, 10)` is the usual cluster DNS. */
export function nth(range: IpRange, offset: number): Ip {
  const value = range.first + BigInt(offset);
  if (value > range.last || offset < 0) {
    throw malformed(String(offset), `an offset inside ${formatRange(range)}`);
  }
  return { version: range.version, value };
}

/** The smallest list of networks that covers exactly `range`, in address order. */
export function cidrsOf(range: IpRange): readonly Cidr[] {
  const result: Cidr[] = [];
  const bits = width(range.version);
  let first = range.first;
  while (first <= range.last) {
    let prefix = bits;
    while (prefix > 0) {
      const size = 1n << BigInt(bits - prefix + 1);
      if (first % size !== 0n || first + size - 1n > range.last) break;
      prefix -= 1;
    }
    const last = first + (1n << BigInt(bits - prefix)) - 1n;
    result.push({ version: range.version, first, last, prefix });
    first = last + 1n;
  }
  return result;
}

/** The dotted mask that DHCP servers want, for IPv4 only. */
export function netmask(cidr: Cidr): string {
  const value = ((1n << BigInt(cidr.prefix)) - 1n) << BigInt(32 - cidr.prefix);
  return formatIp({ version: 4, value });
}

function width(version: 4 | 6): 32 | 128 {
  return version === 4 ? 32 : 128;
}

function fromBytes(bytes: readonly number[]): bigint {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function toBytes(ip: Ip): number[] {
  const count = width(ip.version) / 8;
  return Array.from({ length: count }, (_, i) => Number((ip.value >> BigInt(8 * (count - 1 - i))) & 255n));
}

function malformed(got: string, expected: string): InputError {
  return new InputError({
    code: 'address/malformed',
    message: 'not a usable address',
    got,
    expected,
    fix: 'correct the text',
  });
}
