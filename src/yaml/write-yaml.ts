import { isBlock, isPlain, quote } from './hazards.ts';

/** Plain data. A member that is `undefined` is skipped. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

export interface WriteYamlOptions {
  /**
   * Write `null` instead of refusing it. Kubernetes drops a null from what it stores, so that an emitted one is a difference
   * that never settles. Default: false.
   */
  readonly allowNull?: boolean;
}

/** A value that has no safe text. `path` leads to it: keys and positions from the root. */
export class YamlError extends Error {
  override readonly name = 'YamlError';
  readonly path: readonly (string | number)[];
  readonly problem: string;

  constructor(path: readonly (string | number)[], problem: string) {
    super(`${path.length === 0 ? 'the value' : formatPath(path)}: ${problem}`);
    this.path = path;
    this.problem = problem;
  }
}

/**
 * Plain data as YAML text that YAML 1.1 and 1.2 readers take for the same data: block style, no anchors, no comments, no folded
 * lines, one line feed at the end.
 *
 * - Keys: apiVersion, kind, metadata, name, namespace, then the others by code unit, at every level.
 * - List items stand at the column of their key.
 * - A string is plain, a literal block or in JSON quotes, by the rules in `hazards.ts`.
 *
 * Throws {@link YamlError} on null (unless `allowNull`), an undefined list item, a number that is not finite, text with half a
 * surrogate pair, an object that is not plain data, and nesting beyond 200 levels. O(size of the text · log of keys per object).
 */
export function writeYaml(value: Json, options: WriteYamlOptions = {}): string {
  const writer: Writer = { trail: [], allowNull: options.allowNull ?? false, keepBlocks: true };
  const text = writeRoot(writer, value);
  // Only a block that keeps its empty last lines can end the text with two line feeds.
  return text.endsWith('\n\n') ? writeRoot({ ...writer, keepBlocks: false }, value) : text;
}

interface Writer {
  /** The key or position of each open container, by depth. */
  readonly trail: (string | number)[];
  readonly allowNull: boolean;
  /** Whether text that ends in several line feeds may be a `|+` block. */
  readonly keepBlocks: boolean;
}

/** Beyond what any manifest needs; data that contains itself ends here. */
const deepest = 200;

function writeRoot(writer: Writer, value: Json): string {
  if (typeof value === 'object' && value !== null) {
    if (isList(value)) return value.length === 0 ? '[]\n' : `${writeItems(writer, value, '', '\n', 0)}\n`;
    checkPlainObject(writer, value, 0);
    return `${writeMembers(writer, value, '', '\n', 0) || '{}'}\n`;
  }
  return `${writeScalar(writer, value, '\n', 0)}\n`;
}

/** Members of an object: the first after `lead`, the others after `line`, which is a line feed and the indentation. */
function writeMembers(writer: Writer, object: JsonObject, lead: string, line: string, depth: number): string {
  if (depth > deepest) refuseDepth(writer, depth);
  let text = '';
  let before = lead;
  for (const { name, label } of orderKeys(Object.keys(object))) {
    const value = object[name];
    if (value === undefined) continue;
    writer.trail[depth] = name;
    const head = before + (label ?? writeLabel(writer, name, line, depth));
    before = line;
    if (typeof value !== 'object' || value === null) {
      text += `${head} ${writeScalar(writer, value, line, depth + 1)}`;
    } else if (isList(value)) {
      text += head + (value.length === 0 ? ' []' : writeItems(writer, value, line, line, depth + 1));
    } else {
      checkPlainObject(writer, value, depth + 1);
      const inner = `${line}  `;
      text += head + (writeMembers(writer, value, inner, inner, depth + 1) || ' {}');
    }
  }
  return text;
}

function writeItems(
  writer: Writer,
  items: readonly Json[],
  lead: string,
  line: string,
  depth: number,
): string {
  if (depth > deepest) refuseDepth(writer, depth);
  const inner = `${line}  `;
  let text = '';
  for (let index = 0; index < items.length; index++) {
    const value = items[index];
    writer.trail[depth] = index;
    text += index === 0 ? `${lead}- ` : `${line}- `;
    if (typeof value !== 'object' || value === null) {
      text += writeScalar(writer, value, line, depth + 1);
    } else if (isList(value)) {
      text += value.length === 0 ? '[]' : writeItems(writer, value, '', inner, depth + 1);
    } else {
      checkPlainObject(writer, value, depth + 1);
      const members = writeMembers(writer, value, '', inner, depth + 1);
      text += members === '' ? '{}' : members;
    }
  }
  return text;
}

const isList: (value: object) => value is readonly Json[] = Array.isArray;

/** `value` is whatever a caller without types passed; only what is listed here has a text. */
function writeScalar(writer: Writer, value: unknown, line: string, depth: number): string {
  switch (typeof value) {
    case 'string':
      return isPlain(value) ? value : writeText(writer, value, line, depth);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      return writeNumber(writer, value, depth);
    case 'undefined':
      return refuse(writer, depth, 'got undefined; expected a value, or no item at all');
    default:
      if (value !== null) return refuse(writer, depth, `got a ${typeof value}; expected plain data`);
      return writer.allowNull
        ? 'null'
        : refuse(writer, depth, 'got null; expected a value; leave the member out instead');
  }
}

const loneSurrogate = /\p{Surrogate}/u;

function writeText(writer: Writer, text: string, line: string, depth: number): string {
  if (loneSurrogate.test(text)) {
    refuse(writer, depth, 'the text holds half of a surrogate pair; expected characters that UTF-8 can hold');
  }
  if (!text.includes('\n') || !isBlock(text)) return quote(text);
  const ended = text.endsWith('\n');
  const kept = ended && text.endsWith('\n\n');
  if (kept && !writer.keepBlocks) return quote(text);
  const body = ended ? text.slice(0, -1) : text;
  const inner = `${line}  `;
  return `${kept ? '|+' : ended ? '|' : '|-'}${inner}${body.replace(/\n(?=[^\n])/g, inner)}`;
}

function writeNumber(writer: Writer, value: number, depth: number): string {
  if (!Number.isFinite(value)) refuse(writer, depth, `got ${value}; expected a finite number`);
  const text = String(value);
  // YAML 1.1 takes an exponent for a number only after a decimal point.
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}

/** Readers look for the colon of a simple key within 1,024 characters. */
const longestSimpleKey = 1000;

/** The key and its colon, for a key that is not plain or too long for the table of keys. */
function writeLabel(writer: Writer, name: string, line: string, depth: number): string {
  if (loneSurrogate.test(name)) {
    refuse(
      writer,
      depth + 1,
      'the key holds half of a surrogate pair; expected characters that UTF-8 can hold',
    );
  }
  const quoted = quote(name);
  return quoted.length < longestSimpleKey ? `${quoted}:` : `? ${quoted}${line}:`;
}

interface Key {
  readonly name: string;
  /** Sorts as the rank or the first characters do; keys of equal weight are compared as strings. */
  readonly weight: number;
  /** The key and its colon, when the key is plain. */
  readonly label: string | undefined;
}

/** Ranked keys first, then by code unit. Insertion sort: objects are small, and most are nearly sorted. */
function orderKeys(names: readonly string[]): Key[] {
  const keys: Key[] = [];
  if (names.length > 50) {
    for (const name of names) keys.push(knownKeys.get(name) ?? learnKey(name));
    return keys.toSorted((left, right) => (comesBefore(left, right) ? -1 : 1));
  }
  for (let end = 0; end < names.length; end++) {
    const name = names[end]!;
    const key = knownKeys.get(name) ?? learnKey(name);
    keys.push(key);
    let at = end;
    for (; at > 0 && comesBefore(key, keys[at - 1]!); at--) keys[at] = keys[at - 1]!;
    keys[at] = key;
  }
  return keys;
}

function comesBefore(left: Key, right: Key): boolean {
  return left.weight === right.weight ? left.name < right.name : left.weight < right.weight;
}

/** Manifests repeat a few hundred keys; what is worked out from a key alone is kept. Emptied when it grows beyond that. */
const knownKeys = new Map<string, Key>();
const mostKnownKeys = 10_000;
const longestKnownKey = 100;

function learnKey(name: string): Key {
  const short = name.length <= longestKnownKey;
  const key = { name, weight: weigh(name), label: short && isPlain(name) ? `${name}:` : undefined };
  if (knownKeys.size >= mostKnownKeys) knownKeys.clear();
  if (short) knownKeys.set(name, key);
  return key;
}

function weigh(name: string): number {
  const rank = firstKeys.indexOf(name);
  if (rank >= 0) return rank - firstKeys.length;
  // Three code units fit in a number exactly; what is not there weighs less than U+0000.
  let weight = 0;
  for (let at = 0; at < 3; at++) weight = weight * 0x10001 + (at < name.length ? name.charCodeAt(at) + 1 : 0);
  return weight;
}

const firstKeys = ['apiVersion', 'kind', 'metadata', 'name', 'namespace'];

/** A Date, a Map or an unresolved token would be written as an empty object without a word. */
function checkPlainObject(writer: Writer, value: object, depth: number): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return;
  // Another realm has another Object.prototype; it too is the end of its chain.
  if (Object.getPrototypeOf(prototype) === null) return;
  refuse(
    writer,
    depth,
    `got an object of class ${value.constructor?.name ?? 'unknown'}; expected plain data`,
  );
}

function refuseDepth(writer: Writer, depth: number): never {
  refuse(writer, depth, `nests deeper than ${deepest} levels or contains itself; expected plain data`);
}

function refuse(writer: Writer, depth: number, problem: string): never {
  throw new YamlError(writer.trail.slice(0, depth), problem);
}

function formatPath(path: readonly (string | number)[]): string {
  return path
    .map((part, index) =>
      typeof part === 'number'
        ? `[${part}]`
        : /^[\w-]+$/.test(part)
          ? index === 0
            ? part
            : `.${part}`
          : `[${JSON.stringify(part)}]`,
    )
    .join('');
}
