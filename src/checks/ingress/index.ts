import type { Rule } from '../rule.ts';
import { ingressRetired } from './retired.ts';

export const ingressRules = {
  'ingress/retired': ingressRetired,
} satisfies { readonly [code: string]: Rule };
