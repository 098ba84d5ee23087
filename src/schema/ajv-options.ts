import { Ajv, _, stringify, type CodeKeywordDefinition, type Options } from 'ajv';
import { goRegExp } from './formats.ts';
import { uniqueBy } from './unique-by.ts';

/** How every hardened schema is compiled, ahead of time and at run time. */
export function newAjv(options: Options): Ajv {
  const ajv = new Ajv({
    strict: false,
    validateSchema: false,
    validateFormats: false,
    // Reads values as an API server does: `maxLength` counts code points.
    unicodeRegExp: true,
    logger: false,
    ...options,
    code: { ...options.code, regExp: GO_REGEXP },
  });
  ajv.addKeyword(UNIQUE_BY);
  return ajv;
}

// With this `code` ajv writes `new RegExp(...)` into generated source; emit-validators puts the translated literal there.
const GO_REGEXP = Object.assign((pattern: string): RegExp => goRegExp(pattern), { code: 'new RegExp' });

/** `uniqueBy: [keys]`: no two items of a list have the same values under these keys (list-type map). */
const UNIQUE_BY: CodeKeywordDefinition = {
  keyword: 'uniqueBy',
  type: 'array',
  schemaType: 'array',
  code(cxt) {
    const check = cxt.gen.scopeValue('func', { ref: uniqueBy, code: _`uniqueBy` });
    cxt.fail(_`!${check}(${cxt.data}, ${stringify(cxt.schema)})`);
  },
};
