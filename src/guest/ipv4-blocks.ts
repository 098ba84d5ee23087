/**
 * The CIDR blocks that cover exactly `spec`: a CIDR (returned as it is) or an inclusive IPv4 range `FIRST-LAST`.
 * Blocks are in ascending order; a range gives at most 62 of them.
 */
export function ipv4Blocks(spec: string): string[] {
  const [first, last] = spec.split('-');
  if (first === undefined || last === undefined) return [spec.includes('/') ? spec : `${spec}/32`];
  const blocks: string[] = [];
  const end = toNumber(last);
  let at = toNumber(first);
  if (at > end) throw new Error(`address range ${spec} ends before it begins; swap its ends`);
  while (at <= end) {
    let size = 1;
    // The largest aligned block that starts here and does not pass the end. Arithmetic, as bit operators are signed.
    while (at % (size * 2) === 0 && at + size * 2 - 1 <= end) size *= 2;
    blocks.push(`${toText(at)}/${32 - Math.log2(size)}`);
    at += size;
  }
  return blocks;
}

/** An IPv4 address as a number, for sorting and ranges. */
export function toNumber(address: string): number {
  return address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
}

function toText(value: number): string {
  return [value / 2 ** 24, value / 2 ** 16, value / 2 ** 8, value].map((part) => Math.floor(part) % 256).join('.');
}
