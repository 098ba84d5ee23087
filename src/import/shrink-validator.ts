/**
 * Reduces the source of a validator that ajv generated in its allErrors form to a yes or a no: error objects and the
 * arguments that only serve them go, counting stays, because anyOf, oneOf and not are decided by counting.
 * Measured over the shipped kinds this leaves a fifth of the text.
 */
export function shrinkValidator(code: string): string {
  const shrunk = code
    .replace(
      /const (err\d+) = .*?;if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/g,
      'errors++;',
    )
    .replace(
      /if\(vErrors !== null\)\{if\(_errs\d+\)\{vErrors\.length = _errs\d+;\}else \{vErrors = null;\}\}/g,
      '',
    )
    .replace(
      /if\(!\((validate\d+)\(([^;]+?), \{instancePath:.*?,rootData\}\)\)\)\{vErrors = vErrors === null \? \1\.errors : vErrors\.concat\(\1\.errors\);errors = vErrors\.length;\}/g,
      'if(!$1($2)){errors++;}',
    )
    .replace(', {instancePath="", parentData, parentDataProperty, rootData=data}={}', '')
    .replace(/\/\*# sourceURL=.*?\*\/;?/, '')
    .replace('let vErrors = null;', '')
    .replace(/validate\d+\.errors = vErrors;return errors === 0;/, 'return errors===0;')
    .replace(/(data\d*) && typeof \1 == "object" && !Array\.isArray\(\1\)/g, 'isObject($1)');
  const left = /vErrors|instancePath|rootData|schemaPath/.exec(shrunk);
  if (left !== null) {
    throw new Error(
      `ajv generated code of an unknown form near ${shrunk.slice(left.index, left.index + 80)}`,
    );
  }
  return shrunk;
}

/** Blanks and two names, outside of string literals; loading is dominated by the length of the text. */
export function shorten(code: string): string {
  return code.replace(
    /"(?:[^"\\]|\\.)*"|\s*(===|!==|&&|\|\||[=<>?:{}();,+])\s*|(?<![.$\w])(?:errors|data(\d*))\b/g,
    (text: string, operator: string | undefined, index: string | undefined) =>
      text.startsWith('"') ? text : (operator ?? (text === 'errors' ? 'n' : `d${index ?? ''}`)),
  );
}
