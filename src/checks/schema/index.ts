import type { Rule } from '../rule.ts';
import { schemaInvalid } from './invalid.ts';
import { schemaUnknownKind } from './unknown-kind.ts';

export const schemaRules = {
  'schema/invalid': schemaInvalid,
  'schema/unknown-kind': schemaUnknownKind,
} satisfies { readonly [code: string]: Rule };
