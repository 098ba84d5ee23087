import type { Json } from '../../model/index.ts';

/** A Kubernetes quantity as a number, e.g. `2Gi` as 2147483648 and `500m` as 0.5; undefined for anything else. */
export function quantity(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([KMGTPE]i|[numkMGTPE])|[eE]([+-]?\d+))?$/.exec(value);
  if (match?.[1] === undefined) return undefined;
  const [, digits, suffix, exponent] = match;
  if (exponent !== undefined) return Number(digits) * 10 ** Number(exponent);
  return Number(digits) * (suffix === undefined ? 1 : (SUFFIXES[suffix] ?? 1));
}

const SUFFIXES: { readonly [suffix: string]: number } = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};
