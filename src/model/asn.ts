import { InputError } from './finding.ts';

/**
 * Checks an autonomous system number: 1 to 4294967294 without the reserved 23456 and 65535 (RFC 7607, 4893, 7300).
 * Returns it, so that a construct can check and keep in one line.
 */
export function asn(value: number): number {
  const usable =
    Number.isInteger(value) && value >= 1 && value <= 4294967294 && value !== 23456 && value !== 65535;
  if (usable) return value;
  throw new InputError({
    code: 'bgp/asn',
    message: 'not a usable autonomous system number',
    got: String(value),
    expected:
      'a whole number from 1 to 4294967294 other than 23456 and 65535; private ones are 64512 to 65534',
    fix: 'pick a private number for each cluster',
  });
}
