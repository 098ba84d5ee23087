import { createHash } from 'node:crypto';

/**
 * A UUID (version 5 layout) that depends on the given words alone. KubeVirt fills an empty `firmware.uuid`
 * with a random one, and a changed UUID is a changed cloud-init instance-id: first boot would run again.
 */
export function stableUuid(...words: readonly string[]): string {
  const bytes = digest(words).subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/**
 * A unicast, locally administered MAC address that depends on the given words alone. It starts with 02 and its
 * second byte is never 00, because KubeVirt refuses 02:00:00:00:00:00 with masquerade.
 */
export function stableMac(...words: readonly string[]): string {
  const bytes = digest(words).subarray(0, 6);
  bytes[0] = 0x02;
  bytes[1] = (bytes[1] ?? 0) | 0x40;
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}

/** The first `length` (default 10) hex digits of a SHA-256 over the words, for content-named objects. */
export function contentHash(words: readonly string[], length = 10): string {
  return createHash('sha256').update(words.join('\0')).digest('hex').slice(0, length);
}

function digest(words: readonly string[]): Uint8Array {
  return Uint8Array.from(createHash('sha1').update('cdk8s-nested\0').update(words.join('\0')).digest());
}
