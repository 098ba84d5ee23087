/** Whole-number formats and their range; 64-bit values are checked as far as a JSON number of JavaScript is exact. */
export const FORMAT_RANGES: Readonly<Record<string, readonly [number, number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
};

const IPV4 = '(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$|/)|(?=$|/))){4}';
const HEX = '[0-9A-Fa-f]{1,4}';
const TAIL = `(?:${HEX}|${IPV4})`;
// Either all eight groups, or fewer than eight around one `::`; an IPv4 tail counts as two groups.
const IPV6 = [
  `(?:${HEX}:){7}${HEX}`,
  `(?:${HEX}:){6}${IPV4}`,
  `(?!(?:[^:]*:){9})(?!(?:[^:]*:){7,}[^:]*\\.)(?:${HEX}(?::${HEX})*)?::(?:(?:${HEX}:)*${TAIL})?`,
].join('|');

/**
 * String formats that an API server checks (kube-openapi `strfmt`), as ECMAScript patterns. Formats that are not here
 * (`idn-hostname`, `password`) are only a hint to the reader.
 */
export const FORMAT_PATTERNS: Readonly<Record<string, string>> = {
  byte: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
  cidr: `^(?:${IPV4}/(?:3[0-2]|[12]?\\d)|(?:${IPV6})/(?:12[0-8]|1[01]\\d|[1-9]?\\d))$`,
  'date-time': '^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:[Zz]|[+-]\\d{2}:\\d{2})$',
  ipv4: `^${IPV4}$`,
  ipv6: `^(?:${IPV6})$`,
  uuid: '^[0-9A-Fa-f]{8}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{12}$',
};

/**
 * A Go (RE2) regular expression for ECMAScript. What differs in the CRDs seen: `\PC` without braces, POSIX classes,
 * and flags such as `(?i)` at the start, inside or scoped, which count for the whole expression here. Throws a
 * SyntaxError for what ECMAScript cannot say.
 */
export function goRegExp(pattern: string): RegExp {
  let flags = 'u';
  const source = pattern
    .replace(/\\([pP])([A-Z])/g, '\\$1{$2}')
    .replace(/\[\[:([a-z]+):\]\]/g, (all, name: string) =>
      POSIX[name] === undefined ? all : `[${POSIX[name]}]`,
    )
    .replace(/\[:([a-z]+):\]/g, (all, name: string) => POSIX[name] ?? all)
    .replace(/\(\?([ims]+)([:)])/g, (_, letters: string, end: string) => {
      flags = [...new Set(flags + letters)].toSorted().join('');
      return end === ')' ? '' : '(?:';
    })
    .replace(/\(\?P</g, '(?<')
    .replace(/\\A/g, '^')
    .replace(/\\z/g, '$');
  try {
    return new RegExp(source, flags);
  } catch {
    // RE2 lets any punctuation be escaped; ECMAScript does so only without the u flag.
    return new RegExp(source, flags.replace('u', ''));
  }
}

const POSIX: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  digit: '0-9',
  lower: 'a-z',
  punct: '!-/:-@\\[-`{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};
