import type { Rule } from '../rule.ts';
import { secretPlaintext } from './plaintext.ts';

export const secretRules = {
  'secret/plaintext': secretPlaintext,
} satisfies { readonly [code: string]: Rule };
