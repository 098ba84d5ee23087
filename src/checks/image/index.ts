import type { Rule } from '../rule.ts';
import { imageUnpinned } from './unpinned.ts';

export const imageRules = {
  'image/unpinned': imageUnpinned,
} satisfies { readonly [code: string]: Rule };
