import type { Rule } from '../rule.ts';
import { nameCharacters } from './characters.ts';
import { nameTooLong } from './too-long.ts';

export const nameRules = {
  'name/characters': nameCharacters,
  'name/too-long': nameTooLong,
} satisfies { readonly [code: string]: Rule };
