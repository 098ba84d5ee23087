/** A place where Flux' substitution changes a text or fails on it. */
export interface DollarProblem {
  readonly got: string;
  readonly happens: string;
}

/**
 * The first place of a text that Flux' envsubst would not leave as its author means it. Left alone are `$NAME`, `$(...)` and a single
 * `$`; `$${` is the way to write `${`. Linear in the text.
 */
export function dollarProblem(text: string, variables: ReadonlySet<string>): DollarProblem | undefined {
  for (let at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at)) {
    let end = at;
    while (text[end] === '$') end += 1;
    const count = end - at;
    const brace = text[end] === '{';
    if (count > 2 || (count === 2 && !brace)) {
      return { got: text.slice(at, end + 10), happens: 'two dollar signs become one' };
    }
    if (count === 1 && brace) {
      const close = text.indexOf('}', end);
      const got = text.slice(at, close < 0 ? end + 20 : close + 1);
      const happens =
        close < 0 ? 'the brace is never closed' : expressionProblem(text.slice(end + 1, close), variables);
      if (happens !== undefined) return { got, happens };
    }
    at = end;
  }
  return undefined;
}

function expressionProblem(expression: string, variables: ReadonlySet<string>): string | undefined {
  const parts = /^(#?)([A-Za-z_][A-Za-z0-9_]*)(.*)$/s.exec(expression);
  if (parts === null) return 'it is no expression that Flux can read';
  const [, length = '', name = '', operation = ''] = parts;
  if (/^[[@.!]/.test(operation) || (length !== '' && operation !== ''))
    return 'it is no expression that Flux can read';
  if (/^:[+?]/.test(operation)) return 'the operator is taken for a default value';
  return variables.has(name) ? undefined : `the layer has no variable ${name}`;
}
