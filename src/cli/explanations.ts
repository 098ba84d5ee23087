import { registry } from '../checks/registry.ts';
import { byCodeUnit } from '../model/index.ts';
import { SAFETY_CODES } from '../synth/safety.ts';
import { INPUT_CODES } from './input-codes.ts';
import { MACHINE_CODES } from './machine-codes.ts';

export interface Explanation {
  readonly title: string;
  readonly why: string;
}

/** Every code that a finding can have, with its explanation, sorted. */
export function explanations(): { readonly [code: string]: Explanation } {
  const all: { [code: string]: Explanation } = { ...INPUT_CODES, ...MACHINE_CODES, ...SAFETY_CODES };
  for (const [code, { title, why }] of Object.entries(registry)) all[code] = { title, why };
  return Object.fromEntries(Object.entries(all).toSorted(([a], [b]) => byCodeUnit(a, b)));
}
