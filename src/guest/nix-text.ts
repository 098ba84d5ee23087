import type { Json } from '../yaml/write-yaml.ts';

/** Plain data as a Nix expression; members in code-unit order, `undefined` members skipped. */
export function writeNix(value: Json, depth = 0): string {
  const pad = '  '.repeat(depth + 1);
  const end = '  '.repeat(depth);
  if (typeof value === 'string') return nixString(value);
  // In a list, `-1` would be read as a subtraction.
  if (typeof value === 'number') return value < 0 ? `(${value})` : String(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (isList(value)) {
    if (value.length === 0) return '[ ]';
    return `[\n${value.map((item) => `${pad}${writeNix(item, depth + 1)}\n`).join('')}${end}]`;
  }
  const members = Object.entries(value)
    .filter((entry): entry is [string, Json] => entry[1] !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (members.length === 0) return '{ }';
  const lines = members.map(([key, member]) => `${pad}${nixKey(key)} = ${writeNix(member, depth + 1)};\n`);
  return `{\n${lines.join('')}${end}}`;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

/** `$${` would start an interpolation too, so every dollar before a brace is escaped. */
function nixString(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('${', '\\${')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `"${escaped}"`;
}

function nixKey(key: string): string {
  const plain = /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) && !keywords.has(key);
  return plain ? key : nixString(key);
}

const keywords = new Set(['assert', 'else', 'if', 'in', 'inherit', 'let', 'or', 'rec', 'then', 'with']);
