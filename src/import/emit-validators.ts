import type { AnySchemaObject } from 'ajv';
import { newAjv } from '../schema/ajv-options.ts';
import { nodeAt, type Bundle } from '../schema/bundle.ts';
import { checkOf, chunkOf } from '../schema/chunk-names.ts';
import { goRegExp } from '../schema/formats.ts';
import { harden } from '../schema/harden.ts';
import { compareText } from '../schema/schema-node.ts';
import { RUNTIME } from './validator-runtime.ts';
import { shorten, shrinkValidator } from './shrink-validator.ts';

/**
 * The files of `validators/`: one function for every object shape, compiled by ajv ahead of time. A shape that one API
 * group uses stands in the file of that group, one that several use in `shared.cjs`. Nothing generated needs ajv.
 * They are CommonJS, because Node takes twice as long for as many ES modules.
 */
export function emitValidators(bundle: Bundle): ReadonlyMap<string, string> {
  const shapes = compileShapes(bundle);
  const users = new Map<number, Set<string>>();
  const use = (position: number, chunk: string): void => {
    const chunks = users.get(position) ?? new Set<string>();
    if (chunks.has(chunk)) return;
    users.set(position, chunks.add(chunk));
    for (const called of shapes.get(position)?.calls ?? []) use(called, chunk);
  };
  const exported = new Map<number, string>();
  for (const [key, root] of Object.entries(bundle.roots)) {
    const { apiVersion, kind } = splitKey(key);
    use(root, chunkOf(apiVersion));
    exported.set(root, checkOf(apiVersion, kind));
  }

  const chunks = new Map<string, number[]>();
  for (const [position, groups] of [...users].toSorted(([a], [b]) => a - b)) {
    const [only] = groups;
    const chunk = groups.size === 1 && only !== undefined ? only : 'shared';
    chunks.set(chunk, [...(chunks.get(chunk) ?? []), position]);
  }
  const shared = new Set(chunks.get('shared'));
  const files = new Map<string, string>([['runtime.cjs', RUNTIME]]);
  for (const [chunk, positions] of [...chunks].toSorted(([a], [b]) => compareText(a, b))) {
    files.set(`${chunk}.cjs`, chunkText(chunk, positions, shapes, shared, exported));
  }
  return files;
}

interface CompiledShape {
  readonly code: string;
  /** Positions of the shapes it calls. */
  readonly calls: readonly number[];
  /** Literals and runtime functions it uses, by the name that stands in the code. */
  readonly constants: ReadonlyMap<string, string>;
}

/** ajv's public `source` of a compiled schema, as far as it is read here. */
interface ValidatorSource {
  readonly validateCode: string;
  readonly scopeValues: Readonly<Record<string, ReadonlySet<ScopeName> | undefined>>;
}

interface ScopeName {
  readonly str: string;
  readonly value?: { readonly ref?: unknown; readonly code?: { toString(): string } };
}

function compileShapes(bundle: Bundle): ReadonlyMap<number, CompiledShape> {
  const ajv = newAjv({
    allErrors: true,
    messages: false,
    inlineRefs: false,
    // Enums and required lists are written out, so that no schema has to be kept for them.
    loopEnum: Number.POSITIVE_INFINITY,
    loopRequired: Number.POSITIVE_INFINITY,
    code: { source: true, esm: true, optimize: 2 },
  });
  const shapes = shapePositions(bundle);
  const refer = (position: number): string | undefined =>
    shapes.has(position) ? `shape${position}` : undefined;
  const names = new Map<string, number>();
  const schemas = new Map<number, AnySchemaObject>();
  for (const position of shapes) {
    const schema = { $id: `shape${position}`, ...harden(bundle, position, refer) };
    schemas.set(position, schema);
    ajv.addSchema(schema);
  }
  const sources = new Map<number, ValidatorSource>();
  for (const position of shapes) {
    const source = ajv.getSchema(`shape${position}`)?.source as
      (ValidatorSource & { validateName: ScopeName }) | undefined;
    if (source === undefined) throw new Error(`ajv made no source for shape ${position}`);
    sources.set(position, source);
    names.set(source.validateName.str, position);
  }
  return new Map(
    [...sources].map(([position, source]) => [position, shapeOf(source, names, schemas.get(position) ?? {})]),
  );
}

/** Every object with declared fields is a function of its own: only what a document reaches is ever compiled by V8. */
function shapePositions(bundle: Bundle): ReadonlySet<number> {
  const found = new Set<number>();
  const queue = Object.values(bundle.roots);
  const seen = new Set(queue);
  for (let position = queue.pop(); position !== undefined; position = queue.pop()) {
    const node = nodeAt(bundle, position);
    if (node.properties !== undefined) found.add(position);
    for (const child of [...Object.values(node.properties ?? {}), node.items, node.additionalProperties]) {
      if (child !== undefined && !seen.has(child)) {
        seen.add(child);
        queue.push(child);
      }
    }
  }
  return new Set([...found].toSorted((a, b) => a - b));
}

function shapeOf(
  source: ValidatorSource,
  names: ReadonlyMap<string, number>,
  schema: AnySchemaObject,
): CompiledShape {
  const constants = new Map<string, string>();
  let code = shrinkValidator(source.validateCode);
  code = code.replace(
    /func\d+\.call\((schema\d+((?:\.properties|\.\w+|\["[^"]*"\])*))\.properties, (key\d+)\)/g,
    (_, _root, path: string, key: string) => {
      const name = `keys${constants.size}`;
      constants.set(name, keySet(schemaAt(schema, path)));
      return `${name}.has(${key})`;
    },
  );
  for (const prefix of ['pattern', 'func']) {
    for (const name of source.scopeValues[prefix] ?? []) {
      if (new RegExp(`\\b${name.str}\\b`).test(code)) constants.set(name.str, constantText(name));
    }
  }
  const leftover = /\b(?:schema|formats|default|root|wrapper)\d+\b/.exec(code);
  if (leftover !== null)
    throw new Error(`ajv generated a reference to ${leftover[0]} that is not carried over`);
  const calls = new Set<number>();
  code = code.replace(/\bvalidate\d+\b/g, (name) => {
    const position = names.get(name);
    if (position === undefined) throw new Error(`ajv calls ${name}, which is no shape`);
    calls.add(position);
    return `s${position}`;
  });
  return { code: shorten(code), calls: [...calls], constants };
}

function schemaAt(schema: AnySchemaObject, path: string): AnySchemaObject {
  let current: AnySchemaObject = schema;
  for (const [, plain, quoted] of path.matchAll(/\.(\w+)|\["([^"]*)"\]/g)) {
    current = current[plain ?? quoted ?? ''] as AnySchemaObject;
  }
  return current;
}

function keySet(schema: AnySchemaObject): string {
  return `new Set(${JSON.stringify(Object.keys(schema['properties'] as object))})`;
}

function constantText(name: ScopeName): string {
  const { ref, code } = name.value ?? {};
  if (ref instanceof RegExp) {
    const match = /^new RegExp\((.*), "u?"\)$/.exec(String(code));
    if (match?.[1] === undefined) throw new Error(`ajv wrote a pattern in an unknown form: ${String(code)}`);
    return String(goRegExp(JSON.parse(match[1]) as string));
  }
  const text = String(code);
  if (text.includes('ucs2length')) return 'ucs2length';
  if (text.includes('equal')) return 'equal';
  if (text === 'uniqueBy') return text;
  throw new Error(`ajv uses a runtime function that is not carried over: ${text}`);
}

function chunkText(
  chunk: string,
  positions: readonly number[],
  shapes: ReadonlyMap<number, CompiledShape>,
  shared: ReadonlySet<number>,
  exported: ReadonlyMap<number, string>,
): string {
  const literals = new Map<string, string>();
  const runtime = new Set<string>();
  const imported = new Set<number>();
  const functions = positions.map((position) => {
    const shape = shapes.get(position);
    if (shape === undefined) throw new Error(`shape ${position} was not compiled`);
    if (shape.code.includes('isObject(')) runtime.add('isObject');
    for (const called of shape.calls) if (chunk !== 'shared' && shared.has(called)) imported.add(called);
    return shape.code.replace(/\b(?:pattern|func|keys)\d+\b/g, (name) => {
      const text = shape.constants.get(name);
      if (text === undefined) return name;
      if (/^\w+$/.test(text)) {
        runtime.add(text);
        return text;
      }
      const known = literals.get(text) ?? `c${literals.size}`;
      literals.set(text, known);
      return known;
    });
  });
  const names = positions.map((position) =>
    exported.has(position)
      ? `${exported.get(position)}:s${position}`
      : chunk === 'shared'
        ? `s${position}`
        : '',
  );
  return [
    '// Generated by npm run import; do not edit',
    '"use strict";',
    ...(runtime.size > 0 ? [`const{${list(runtime)}}=require("./runtime.cjs");`] : []),
    ...(imported.size > 0
      ? [`const{${list([...imported].map((position) => `s${position}`))}}=require("./shared.cjs");`]
      : []),
    ...[...literals].map(([text, name]) => `const ${name}=${text};`),
    ...functions,
    `module.exports={${names.filter((name) => name !== '').join(',')}};`,
    '',
  ].join('\n');
}

function splitKey(key: string): { readonly apiVersion: string; readonly kind: string } {
  const slash = key.lastIndexOf('/');
  return { apiVersion: key.slice(0, slash), kind: key.slice(slash + 1) };
}

function list(names: Iterable<string>): string {
  return [...names].toSorted(compareText).join(',');
}
