import { createRequire } from 'node:module';
import type { Ajv, CodeKeywordDefinition, Options } from 'ajv';
import { goRegExp } from './formats.ts';
import { uniqueBy } from './unique-by.ts';

/**
 * How every hardened schema is compiled, ahead of time and at run time. ajv is loaded by the first call only (about
 * 35 ms), so a run in which every object is accepted never pays for it.
 */
export function newAjv(options: Options): Ajv {
  const library = createRequire(import.meta.url)('ajv') as typeof import('ajv');
  const ajv = new library.Ajv({
    strict: false,
    validateSchema: false,
    // Formats are patterns and ranges by then (harden.ts).
    validateFormats: false,
    logger: false,
    ...options,
    code: { ...options.code, regExp: GO_REGEXP },
  });
  ajv.addKeyword(uniqueByKeyword(library));
  return ajv;
}

// With this `code` ajv writes `new RegExp(...)` into generated source; emit-validators puts the translated literal there.
const GO_REGEXP = Object.assign((pattern: string): RegExp => goRegExp(pattern), { code: 'new RegExp' });

/** `uniqueBy: [keys]`: no two items of a list have the same values under these keys (list-type map). */
function uniqueByKeyword({ _, stringify }: typeof import('ajv')): CodeKeywordDefinition {
  return {
    keyword: 'uniqueBy',
    type: 'array',
    schemaType: 'array',
    error: { message: 'must have items that differ in their keys' },
    code(cxt) {
      const check = cxt.gen.scopeValue('func', { ref: uniqueBy, code: _`uniqueBy` });
      cxt.fail(_`!${check}(${cxt.data}, ${stringify(cxt.schema)})`);
    },
  };
}
