/**
 * Text that begins like a word and that some YAML 1.1 or 1.2 reader takes for a boolean, a null or a number. npm `yaml` reads an
 * exponent alone, such as `e0`, as a number in YAML 1.1.
 */
const reserved = /^(?:y|n|yes|no|on|off|true|false|null|\.inf|\.nan|\.?e[-+]?\d+)$/i;

/**
 * A letter, `_`, `/`, `./`, `../` or a dot and a letter first; then printable ASCII in which no colon stands before a blank or
 * at the end, no `#` stands after a blank, and no blank stands at the end. Everything that looks like a number, a date, an
 * indicator or a directive starts with something else,
 * except what `reserved` lists. Besides, a whole number with the unit of a duration or a size, which Kubernetes files
 * are full of: `10m`, `16Gi`.
 */
const plainText =
  /^(?:(?:[A-Za-z_/]|\.{1,2}\/|\.[A-Za-z])(?:[!-9;-~]|:(?=[!-~])| +(?:[!"$-9;-~]|:(?=[!-~])))*|[1-9]\d{0,8}(?:[hms]|[KMGTP]i))$/;

/** Whether every reader takes this text, written without quotes in block context, for the same string. O(length). */
export function isPlain(text: string): boolean {
  return plainText.test(text) && !reserved.test(text);
}

/**
 * What keeps text of several lines out of a literal block: a first line that is empty or starts with a blank (readers guess the
 * indentation from it; go-yaml refuses a tab there), a blank at the end of a line (editors remove it), and characters that a
 * reader takes for a line break (CR, U+0085, U+2028, U+2029), drops (U+FEFF) or refuses (control characters, U+FFFE, U+FFFF).
 */
// oxlint-disable-next-line no-control-regex
const unsafeInBlock = /^[\n\t ]|[\t ](?:\n|$)|[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/;

/** Whether text that holds a line feed can be written as a literal block (`|`, `|-`, `|+`). O(length). */
export function isBlock(text: string): boolean {
  return !unsafeInBlock.test(text);
}

/** Characters that JSON leaves as they are although a YAML reader breaks the line at them, drops them or refuses them. */
const rawInJson = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** The text in double quotes, on one line, in escapes that JSON and YAML share. O(length). */
export function quote(text: string): string {
  return JSON.stringify(text).replace(
    rawInJson,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Strings that at least one YAML reader or writer in use is known to mistake. The writer must bring every one of them back
 * unchanged, as a value, as a key and as an item.
 */
export const hazards: readonly string[] = [
  // Booleans and nulls of YAML 1.1.
  'y Y n N yes Yes YES no No NO on On ON off Off OFF true True TRUE false False FALSE null Null NULL ~',
  // Numbers with units, which are no numbers.
  '1h 10m 2s 16Gi 100Mi 1E 1e 1d 0m 1_0m 1h30m 5k 1i',
  // Integers: octal of both versions, hexadecimal, binary, separators, signs.
  '0 1 -1 +1 0777 0o17 0x1f 0b1 1_000 1,000 0_ 00 08 ١٢',
  // Floats.
  '1e3 1E3 1e+3 e0 E12 e-3 .e+3 e_0 .5 5. -.5 +.5 1.10 1_0.5 .inf -.Inf +.INF .nan .NaN inf nan Infinity NaN ._ ._1 .1_',
  // Sexagesimal numbers: times, ports, and MAC addresses that hold digits only.
  '12:30:45 12:30 1:1 -1:30 190:20:30.15 02:42:10:15:20:33 52:54:00:12:34:56',
  // Dates and times.
  '2024-01-01 2024-1-1 2024-01-01T00:00:00Z 2001-12-14t21:59:43.10-05:00',
  // Merge and default keys, indicators, directives, document marks.
  "= << < > | |- >+ - -- --- ... ? : a: a:b :a :: # a#b &a *a * !a ! %a @a `a` [ ] [a] { } , a] \" \"a\" ' 'a' it's",
  // Escapes, substitution, paths.
  '\\ \\n a\\ $ ${a} $$ % a% / ./a ../a .. .a . ../',
  // Names with a meaning in JavaScript, and characters beyond ASCII.
  '__proto__ constructor toString hasOwnProperty é 漢字 😀 \u{10ffff} \u200b \u202e \ue000 \ufffd',
  // Breaks for some reader, invisible, or not printable.
  '\u0085 a\u0085b \u2028 a\u2028b a\u2029b \u00a0 a\u00a0 \u3000 \ufeff a\ufeffb \0 a\0b \x07 \b \v \f \x1b[0m \x7f \x80 \x9f \ufffe \uffff',
]
  .flatMap((words) => words.split(' '))
  .concat(
    // Blanks.
    [
      '',
      ' ',
      '  ',
      ' a',
      'a ',
      '\t',
      '\ta',
      'a\t',
      'a\tb',
      'a  b',
      'a \t',
      'a é',
      'é: b',
      '2024-01-01 00:00:00 +1',
    ],
    [
      'a :',
      'a  #',
      'a  :b',
      'a  : b',
      'a: b',
      'a :b',
      'a #b',
      'a # b',
      '- a',
      '--- a',
      '... a',
      '? a',
      ': a',
      '# a',
    ],
    ['!!str a', '%YAML 1.1', '{a: b}', '{{ .Values.a }}', 'a, b', '/a: b'],
    // Line ends.
    [
      '\n',
      '\n\n',
      'a\n',
      '\na',
      'a\nb',
      'a\nb\n',
      'a\nb\n\n',
      'a\n\n',
      'a\n\n\n',
      'a\n\nb',
      ' \n',
      '\n ',
      'a\n ',
      'a \nb',
    ],
    [
      'a\n b\n',
      ' a\nb\n',
      '\ta\nb\n',
      'a\n\tb\n',
      'a\n\t\nb',
      'a\tb\nc\td\n',
      'a\n \nb\n',
      '\n\ta',
      '\n a\nb',
      'a\n\n  ',
    ],
    [
      '\r',
      'a\r\n',
      'a\r\nb',
      'a\rb',
      'a\n\rb',
      '#!/bin/sh\nset -eu\n',
      '# a\nb: c\n',
      '---\na\n',
      '...\na\n',
      'a\n---\nb\n',
    ],
    [
      '- a\n- b\n',
      'a: |\n  b\n',
      '|\na',
      '%a\nb',
      '"a\nb"',
      "'a\nb'",
      '{\n  "a": 1\n}\n',
      'a\n#b\n',
      'a\n...\n',
    ],
    ['a\nb\u2028c\n', 'a\n\x7f\n', 'a\né\n', 'a\n😀\n'],
  );
