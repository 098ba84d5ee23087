import { InputError, parseRange } from '../model/index.ts';
import type { IpRange } from '../model/index.ts';

/** The addresses that a text in somebody's object stands for: one address, `FIRST-LAST` or a network; else undefined. */
export function readAddresses(text: string): IpRange | undefined {
  try {
    return parseRange(/[/-]/.test(text) ? text : `${text}-${text}`);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
