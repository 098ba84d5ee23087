import { goRegExp } from '../schema/formats.ts';
import { ImportError, show } from './import-error.ts';
import { isRecord } from './read-documents.ts';
import type { CelRule, SchemaNode } from '../schema/schema-node.ts';

/** Where a schema stands, for error texts. */
export interface SchemaPlace {
  readonly file: string;
  /** For example `virtualmachines.kubevirt.io v1 .spec.template`. */
  readonly path: string;
}

/**
 * Brings one structural schema of a CRD into normal form: prose and annotations go, single-state CEL rules stay,
 * `exclusiveMinimum: true` becomes a bound, a duplicated enum value (which JSON Schema forbids) is dropped.
 * Throws an ImportError for what an API server would refuse too.
 */
export function normaliseSchema(raw: unknown, place: SchemaPlace): SchemaNode {
  return normalise(raw, place, true);
}

function normalise(raw: unknown, place: SchemaPlace, structural: boolean): SchemaNode {
  if (!isRecord(raw)) throw refuse(place, 'is not a schema', show(raw), 'an object', 'repair the schema');
  if (raw['$ref'] !== undefined) {
    throw refuse(
      place,
      'uses $ref',
      show(raw['$ref']),
      'the schema itself',
      'inline the referenced schema; an API server refuses $ref',
    );
  }
  const node: Record<string, unknown> = {
    ...plainKeywords(raw, place),
    ...bounds(raw),
    ...listKeywords(raw),
  };
  if (raw['nullable'] === true) node['nullable'] = true;
  if (raw['uniqueItems'] === true) node['uniqueItems'] = true;
  if (raw['x-kubernetes-preserve-unknown-fields'] === true)
    node['x-kubernetes-preserve-unknown-fields'] = true;
  if (raw['x-kubernetes-embedded-resource'] === true) node['x-kubernetes-embedded-resource'] = true;
  const intOrString = raw['x-kubernetes-int-or-string'] === true;
  if (intOrString) node['x-kubernetes-int-or-string'] = true;
  const rules = celRules(raw['x-kubernetes-validations'], place);
  if (rules.length > 0) node['x-kubernetes-validations'] = rules;
  if (structural && raw['default'] !== undefined) node['default'] = raw['default'];

  if (raw['properties'] !== undefined)
    node['properties'] = normaliseProperties(raw['properties'], place, structural);
  if (isRecord(raw['additionalProperties'])) {
    node['additionalProperties'] = normalise(raw['additionalProperties'], below(place, '.*'), structural);
  } else if (raw['additionalProperties'] === true) {
    node['x-kubernetes-preserve-unknown-fields'] = true;
  }
  if (raw['items'] !== undefined) node['items'] = normalise(raw['items'], below(place, '[]'), structural);
  for (const keyword of ['anyOf', 'oneOf', 'allOf'] as const) {
    const branches = raw[keyword];
    // The usual companion of int-or-string says the same again.
    if (!Array.isArray(branches) || (intOrString && isIntOrStringBranches(branches))) continue;
    node[keyword] = branches.map((branch) => normalise(branch, below(place, `<${keyword}>`), false));
  }
  if (raw['not'] !== undefined) node['not'] = normalise(raw['not'], below(place, '<not>'), false);
  return node;
}

function normaliseProperties(
  raw: unknown,
  place: SchemaPlace,
  structural: boolean,
): Record<string, SchemaNode> {
  if (!isRecord(raw))
    throw refuse(place, 'has bad properties', show(raw), 'a map of schemas', 'repair the schema');
  // A null prototype keeps a field called __proto__ or constructor an ordinary field.
  const properties = Object.create(null) as Record<string, SchemaNode>;
  for (const [name, schema] of Object.entries(raw)) {
    properties[name] = normalise(schema, below(place, `.${name}`), structural);
  }
  return properties;
}

const TYPES = new Set(['object', 'array', 'string', 'integer', 'number', 'boolean']);

function plainKeywords(raw: Record<string, unknown>, place: SchemaPlace): Record<string, unknown> {
  const node: Record<string, unknown> = {};
  const { type, pattern, format, required } = raw;
  if (type !== undefined) {
    if (typeof type !== 'string' || !TYPES.has(type)) {
      throw refuse(place, 'has an unknown type', show(type), [...TYPES].join(', '), 'write one JSON type');
    }
    node['type'] = type;
  }
  if (raw['enum'] !== undefined) {
    if (!Array.isArray(raw['enum']))
      throw refuse(place, 'has a bad enum', show(raw['enum']), 'a list', 'repair the enum');
    node['enum'] = distinct(raw['enum'] as unknown[]);
  }
  if (typeof pattern === 'string') node['pattern'] = readablePattern(pattern, place);
  if (typeof format === 'string') node['format'] = format;
  if (Array.isArray(required) && required.length > 0) node['required'] = distinct(required as unknown[]);
  return node;
}

function readablePattern(pattern: string, place: SchemaPlace): string {
  try {
    goRegExp(pattern);
    return pattern;
  } catch {
    const expected = 'a Go regular expression that ECMAScript can say, too';
    throw refuse(
      place,
      'has a pattern that cannot be checked',
      pattern,
      expected,
      'take the pattern out of a copy of the CRD',
    );
  }
}

function distinct(values: readonly unknown[]): unknown[] {
  const seen = new Map<string, unknown>();
  for (const value of values) {
    const key = JSON.stringify(value);
    if (!seen.has(key)) seen.set(key, value);
  }
  return [...seen.values()];
}

const BOUNDS = [
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
];

function bounds(raw: Record<string, unknown>): Record<string, number> {
  const node: Record<string, number> = {};
  for (const keyword of BOUNDS) if (typeof raw[keyword] === 'number') node[keyword] = raw[keyword];
  const { minimum, maximum } = raw;
  if (typeof minimum === 'number')
    node[raw['exclusiveMinimum'] === true ? 'exclusiveMinimum' : 'minimum'] = minimum;
  if (typeof maximum === 'number')
    node[raw['exclusiveMaximum'] === true ? 'exclusiveMaximum' : 'maximum'] = maximum;
  return node;
}

function listKeywords(raw: Record<string, unknown>): Record<string, unknown> {
  const type = raw['x-kubernetes-list-type'];
  if (type === 'set') return { 'x-kubernetes-list-type': 'set' };
  const keys = raw['x-kubernetes-list-map-keys'];
  if (type !== 'map' || !Array.isArray(keys)) return {};
  return { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': keys };
}

function celRules(raw: unknown, place: SchemaPlace): readonly CelRule[] {
  if (raw === undefined) return [];
  if (!Array.isArray(raw))
    throw refuse(place, 'has bad CEL rules', show(raw), 'a list', 'repair x-kubernetes-validations');
  return raw.flatMap((rule): CelRule[] => {
    if (!isRecord(rule) || typeof rule['rule'] !== 'string') {
      throw refuse(
        place,
        'has a CEL rule without text',
        show(rule),
        'a rule',
        'repair x-kubernetes-validations',
      );
    }
    if (/\boldSelf\b/.test(rule['rule'])) return [];
    return [
      {
        rule: rule['rule'],
        ...(typeof rule['message'] === 'string' ? { message: rule['message'] } : {}),
        ...(typeof rule['fieldPath'] === 'string' ? { fieldPath: rule['fieldPath'] } : {}),
      },
    ];
  });
}

function isIntOrStringBranches(branches: readonly unknown[]): boolean {
  return branches.map((branch) => JSON.stringify(branch)).join() === '{"type":"integer"},{"type":"string"}';
}

function below(place: SchemaPlace, step: string): SchemaPlace {
  return { file: place.file, path: place.path + step };
}

function refuse(place: SchemaPlace, what: string, got: string, expected: string, fix: string): ImportError {
  return new ImportError({ file: place.file, what: `${place.path} ${what}`, got, expected, fix });
}
