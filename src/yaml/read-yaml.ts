import { createRequire } from 'node:module';
import { type Json, writeYaml } from './write-yaml.ts';

/**
 * The data of one YAML document. Text as `writeYaml` writes it is read here; everything else by the package `yaml`, which takes
 * longer to load than the text of a whole site takes to read. Throws what that package throws.
 */
export function readYaml(text: string): unknown {
  const own = readOwnYaml(text);
  return own === undefined ? yamlPackage().parse(text) : own;
}

/** The package `yaml`, loaded by the first call. */
export function yamlPackage(): typeof import('yaml') {
  return createRequire(import.meta.url)('yaml') as typeof import('yaml');
}

/**
 * The value that `writeYaml` writes as this text, comment lines at its start aside; undefined for any other text.
 * The answer is checked by writing it again, so that it holds as far as the writer does.
 */
export function readOwnYaml(text: string): Json | undefined {
  const body = text.replace(/^(?:#.*\n)+/, '');
  try {
    const value = readNode({ lines: body.split('\n'), at: 0 }, 0);
    return writeYaml(value, { allowNull: true }) === body ? value : undefined;
  } catch {
    return undefined;
  }
}

interface Reader {
  readonly lines: string[];
  /** The line to read next. */
  at: number;
}

/** The value whose text starts on this line at the column `column`. */
function readNode(reader: Reader, column: number): Json {
  const text = (reader.lines[reader.at] ?? '').slice(column);
  if (text.startsWith('- ')) return readItems(reader, column);
  if (keyLength(text) > 0) return readMembers(reader, column);
  reader.at++;
  return readScalar(reader, text, column);
}

function readItems(reader: Reader, column: number): Json {
  const items: Json[] = [];
  const mark = `${' '.repeat(column)}- `;
  for (let line = reader.lines[reader.at]; line?.startsWith(mark) === true; line = reader.lines[reader.at]) {
    const text = line.slice(mark.length);
    if (text.startsWith('|')) {
      reader.at++;
      items.push(readScalar(reader, text, mark.length));
    } else {
      // Without its mark, an item is what stands two columns further right.
      reader.lines[reader.at] = `${' '.repeat(mark.length)}${text}`;
      items.push(readNode(reader, mark.length));
    }
  }
  return items;
}

function readMembers(reader: Reader, column: number): Json {
  const members: { [name: string]: Json } = {};
  const indent = ' '.repeat(column);
  for (
    let line = reader.lines[reader.at];
    line?.startsWith(indent) === true;
    line = reader.lines[reader.at]
  ) {
    const text = line.slice(column);
    const length = keyLength(text);
    if (length === 0) break;
    const name = text.startsWith('"') ? (JSON.parse(text.slice(0, length)) as string) : text.slice(0, length);
    // Assigning it would set the prototype.
    if (name === '__proto__') throw new SyntaxError(name);
    const rest = text.slice(length + 2);
    reader.at++;
    if (rest !== '') members[name] = readScalar(reader, rest, column + 2);
    else if (reader.lines[reader.at]?.startsWith(`${indent}- `)) members[name] = readItems(reader, column);
    else members[name] = readMembers(reader, column + 2);
  }
  return members;
}

/** Length of the key that the text begins with; 0 when it begins with none. */
function keyLength(text: string): number {
  if (text.startsWith('"')) {
    const length = /^"(?:[^"\\]|\\.)*"(?=:(?: |$))/.exec(text)?.[0].length;
    return length ?? 0;
  }
  const colon = text.indexOf(': ');
  if (colon >= 0) return colon;
  return text.endsWith(':') ? text.length - 1 : 0;
}

/** A scalar on one line, or a block whose lines start at `column`. */
function readScalar(reader: Reader, text: string, column: number): Json {
  switch (text) {
    case '{}':
      return {};
    case '[]':
      return [];
    case 'true':
      return true;
    case 'false':
      return false;
    case 'null':
      return null;
    case '|':
      return `${readBlock(reader, column)}\n`;
    case '|-':
      return readBlock(reader, column);
    case '|+':
      return `${readBlock(reader, column)}\n`;
    default:
      if (text.startsWith('"')) return JSON.parse(text) as string;
      return /^-?\d/.test(text) && !Number.isNaN(Number(text)) ? Number(text) : text;
  }
}

function readBlock(reader: Reader, column: number): string {
  const indent = ' '.repeat(column);
  const start = reader.at;
  // The last of the lines is what follows the final line feed.
  const end = reader.lines.length - 1;
  for (; reader.at < end; reader.at++) {
    const line = reader.lines[reader.at] ?? '';
    if (line !== '' && !line.startsWith(indent)) break;
  }
  return reader.lines
    .slice(start, reader.at)
    .map((line) => line.slice(column))
    .join('\n');
}
