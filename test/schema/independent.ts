/**
 * A second opinion on emitted YAML: a validator that shares no code with src/schema and uses no library but a YAML
 * reader. `node --import tsx test/schema/independent.ts DIR` reads every YAML file under DIR (without kustomization.yaml)
 * and checks it against the reference CRDs and Kubernetes definitions beside the repository; unknown fields are refused.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseAllDocuments } from 'yaml';

type Json = Readonly<Record<string, unknown>>;

/** Says what is wrong with an object, one line a mistake. */
export type IndependentCheck = (object: unknown) => readonly string[];

/** Folder with `crds/GROUP/PLURAL.json` and `kubernetes/v1.28.json`; undefined where there is none. */
export function referenceFolder(): string | undefined {
  const folder = fileURLToPath(new URL('../../../shared', import.meta.url));
  return existsSync(join(folder, 'crds')) && existsSync(join(folder, 'kubernetes')) ? folder : undefined;
}

export function independentCheck(folder: string): IndependentCheck {
  const { definitions } = readJson(join(folder, 'kubernetes', 'v1.28.json')) as {
    definitions: Record<string, Json>;
  };
  const schemas = new Map<string, Json>();
  for (const definition of Object.values(definitions)) {
    for (const { group, version, kind } of listOf(definition['x-kubernetes-group-version-kind'])) {
      schemas.set(`${String(group)}/${String(version)} ${String(kind)}`.replace(/^\//, ''), definition);
    }
  }
  for (const file of filesUnder(join(folder, 'crds')).filter((name) => name.endsWith('.json'))) {
    const { spec } = readJson(file) as { spec: Json };
    for (const version of listOf(spec['versions'])) {
      const kind = (spec['names'] as Json)['kind'];
      const schema = (version['schema'] as Json)['openAPIV3Schema'] as Json;
      if (version['served'])
        schemas.set(`${String(spec['group'])}/${String(version['name'])} ${String(kind)}`, schema);
    }
  }
  const meta = definitions['io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'] ?? {};
  return (object) => {
    if (!isMap(object)) return ['the document is not an object'];
    const schema = schemas.get(`${String(object['apiVersion'])} ${String(object['kind'])}`);
    if (schema === undefined)
      return [`no schema for ${String(object['apiVersion'])} ${String(object['kind'])}`];
    const problems: string[] = [];
    const root = { ...schema, properties: { ...(schema['properties'] as Json), metadata: meta } };
    walk(root, object, '', { definitions, problems });
    if (!isMap(object['metadata']) || !object['metadata']['name']) problems.push('metadata.name: missing');
    if ('status' in object) problems.push('status: belongs to controllers');
    return problems;
  };
}

interface Walk {
  readonly definitions: Readonly<Record<string, Json>>;
  readonly problems: string[];
}

function walk(schema: Json, value: unknown, path: string, run: Walk): void {
  const ref = schema['$ref'];
  if (typeof ref === 'string') {
    const name = ref.slice('#/definitions/'.length);
    if (name.endsWith('.JSONSchemaProps')) return;
    if (name.endsWith('.Quantity')) return quantity(value, path, run);
    if (name.endsWith('.IntOrString')) return walk({ 'x-kubernetes-int-or-string': true }, value, path, run);
    if (name.endsWith('.RawExtension')) return;
    return walk(run.definitions[name] ?? {}, value, path, run);
  }
  const say = (text: string): number => run.problems.push(`${path || '(root)'}: ${text}`);
  if (value === null) {
    if (!schema['nullable'] && schema['type'] !== undefined) say('is null');
    return;
  }
  const type = schema['type'];
  if (schema['x-kubernetes-int-or-string']) {
    if (!Number.isInteger(value) && typeof value !== 'string') say('is neither integer nor string');
  } else if (typeof type === 'string' && !hasType(value, type)) {
    say(`is not of type ${type}`);
    return;
  }
  values(schema, value, say);
  if (Array.isArray(value)) list(schema, value, path, run, say);
  else if (isMap(value)) fields(schema, value, path, run, say);
  for (const branch of listOf(schema['allOf'])) if (!accepts(branch, value)) say('breaks allOf');
  if (schema['x-kubernetes-int-or-string'] === undefined) {
    const any = listOf(schema['anyOf']);
    if (any.length > 0 && !any.some((branch) => accepts(branch, value))) say('breaks anyOf');
  }
  const one = listOf(schema['oneOf']);
  if (one.length > 0 && one.filter((branch) => accepts(branch, value)).length !== 1) say('breaks oneOf');
  if (isMap(schema['not']) && accepts(schema['not'], value)) say('breaks not');
}

function fields(schema: Json, value: Json, path: string, run: Walk, say: (text: string) => void): void {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Json>>;
  for (const name of (schema['required'] ?? []) as string[]) {
    if (!Object.hasOwn(value, name)) say(`lacks ${name}`);
  }
  const extra = schema['additionalProperties'];
  for (const [name, field] of Object.entries(value)) {
    const below = `${path}.${name}`.replace(/^\./, '');
    if (Object.hasOwn(properties, name)) walk(properties[name] ?? {}, field, below, run);
    else if (isMap(extra)) walk(extra, field, below, run);
    else if (!isOpen(schema)) run.problems.push(`${below}: unknown field`);
  }
  if (schema['x-kubernetes-embedded-resource'] && !(value['apiVersion'] && value['kind']))
    say('lacks apiVersion or kind');
}

function isOpen(schema: Json): boolean {
  return (
    schema['additionalProperties'] === true ||
    schema['x-kubernetes-preserve-unknown-fields'] === true ||
    schema['x-kubernetes-embedded-resource'] === true ||
    schema['type'] !== 'object'
  );
}

function list(
  schema: Json,
  value: readonly unknown[],
  path: string,
  run: Walk,
  say: (text: string) => void,
): void {
  const { items } = schema;
  if (isMap(items)) value.forEach((item, index) => walk(items, item, `${path}[${index}]`, run));
  const keys =
    schema['x-kubernetes-list-type'] === 'map'
      ? (schema['x-kubernetes-list-map-keys'] as string[])
      : undefined;
  const isSet = schema['x-kubernetes-list-type'] === 'set' || schema['uniqueItems'] === true;
  if (keys === undefined && !isSet) return;
  const identities = value.map((item) =>
    JSON.stringify(keys === undefined ? item : keys.map((key) => (item as Json)[key] ?? null)),
  );
  if (new Set(identities).size < identities.length) say('repeats an item');
}

function values(schema: Json, value: unknown, say: (text: string) => void): void {
  const bound = (keyword: string): number | undefined => schema[keyword] as number | undefined;
  if (Array.isArray(schema['enum']) && !schema['enum'].includes(value))
    say(`is not in its enum: ${JSON.stringify(value)}`);
  if (typeof value === 'string') {
    const length = Array.from(value).length;
    if (length < (bound('minLength') ?? 0) || length > (bound('maxLength') ?? Infinity))
      say('has a wrong length');
    if (typeof schema['pattern'] === 'string' && !goPattern(schema['pattern']).test(value))
      say(`does not match ${schema['pattern']}`);
  }
  if (typeof value === 'number') {
    const [minimum, maximum] = [bound('minimum') ?? -Infinity, bound('maximum') ?? Infinity];
    if (value < minimum || value > maximum) say('is out of range');
    if (
      (value === minimum && schema['exclusiveMinimum']) ||
      (value === maximum && schema['exclusiveMaximum'])
    )
      say('is out of range');
    if (schema['format'] === 'int32' && (value < -2147483648 || value > 2147483647))
      say('does not fit 32 bits');
  }
  const size = Array.isArray(value) ? value.length : isMap(value) ? Object.keys(value).length : undefined;
  if (size === undefined) return;
  const suffix = Array.isArray(value) ? 'Items' : 'Properties';
  if (size < (bound(`min${suffix}`) ?? 0) || size > (bound(`max${suffix}`) ?? Infinity))
    say('has a wrong size');
}

/** Whether a value check inside anyOf, oneOf, allOf or not holds; fields it does not name are of no interest to it. */
function accepts(schema: Json, value: unknown): boolean {
  const run: Walk = { definitions: {}, problems: [] };
  walk({ ...schema, 'x-kubernetes-preserve-unknown-fields': true }, value, '', run);
  return run.problems.length === 0;
}

function quantity(value: unknown, path: string, run: Walk): void {
  const text = String(value);
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/.test(text))
    run.problems.push(`${path}: is no quantity: ${text}`);
}

function goPattern(pattern: string): RegExp {
  const insensitive = pattern.includes('(?i)');
  const source = pattern
    .replaceAll('(?i)', '')
    .replaceAll('\\PC', '\\P{C}')
    .replaceAll('[[:xdigit:]]', '[0-9a-fA-F]');
  return new RegExp(source, `${source.includes('\\P{C}') ? 'u' : ''}${insensitive ? 'i' : ''}`);
}

function hasType(value: unknown, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isMap(value);
  return typeof value === type;
}

function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

function main(folder: string): number {
  const reference = referenceFolder();
  if (reference === undefined) {
    process.stderr.write('the reference CRDs are not beside the repository; nothing was checked\n');
    return 2;
  }
  const check = independentCheck(reference);
  const problems: string[] = [];
  let objects = 0;
  for (const file of filesUnder(folder)) {
    if (!/\.ya?ml$/.test(file) || basename(file) === 'kustomization.yaml') continue;
    for (const document of parseAllDocuments(readFileSync(file, 'utf8'))) {
      const object: unknown = document.toJS();
      if (object === null) continue;
      objects++;
      problems.push(...check(object).map((problem) => `${file}: ${problem}`));
    }
  }
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  process.stdout.write(`${objects} objects, ${problems.length} problems\n`);
  return problems.length === 0 ? 0 : 1;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = main(process.argv[2] ?? 'dist');
}
