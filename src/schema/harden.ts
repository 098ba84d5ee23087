import { nodeAt, type Bundle, type BundleNode } from './bundle.ts';
import { FORMAT_PATTERNS, FORMAT_RANGES } from './formats.ts';

/** A JSON Schema for ajv. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * Turns a node of the bundle into the JSON Schema that says what an API server accepts *without dropping anything*:
 * unknown fields are refused, int-or-string is a type, `nullable` is a type, Go regexes and formats become ECMAScript
 * patterns. `refer` may answer with the name of a schema of its own for a node; undefined puts the node in place.
 */
export function harden(
  bundle: Bundle,
  position: number,
  refer: (position: number) => string | undefined = () => undefined,
): JsonSchema {
  const child = (at: number): JsonSchema => {
    const name = refer(at);
    return name === undefined ? hardenNode(nodeAt(bundle, at), child, value) : { $ref: name };
  };
  // Inside anyOf, oneOf, allOf and not a schema only looks at values: closing it there would refuse its siblings.
  const value = (at: number): JsonSchema => hardenValue(nodeAt(bundle, at), value);
  return hardenNode(nodeAt(bundle, position), child, value);
}

type Child = (position: number) => JsonSchema;

function hardenNode(node: BundleNode, child: Child, value: Child): JsonSchema {
  const schema: Record<string, unknown> = { ...commonKeywords(node, value), ...structure(node, child) };
  if (!isOpen(node)) schema['additionalProperties'] = false;
  if (node.additionalProperties !== undefined)
    schema['additionalProperties'] = child(node.additionalProperties);
  if (node['x-kubernetes-embedded-resource']) {
    schema['required'] = [...new Set([...(node.required ?? []), 'apiVersion', 'kind'])];
  }
  if (node['x-kubernetes-list-type'] === 'map') schema['uniqueBy'] = node['x-kubernetes-list-map-keys'];
  if (node['x-kubernetes-list-type'] === 'set') schema['uniqueItems'] = true;
  return schema;
}

function hardenValue(node: BundleNode, value: Child): JsonSchema {
  return { ...commonKeywords(node, value), ...structure(node, value) };
}

function structure(node: BundleNode, child: Child): JsonSchema {
  const schema: Record<string, unknown> = {};
  const properties = Object.entries(node.properties ?? {});
  if (properties.length > 0)
    schema['properties'] = Object.fromEntries(properties.map(([name, at]) => [name, child(at)]));
  if (node.items !== undefined) schema['items'] = child(node.items);
  if (node.propertyNames !== undefined) schema['propertyNames'] = child(node.propertyNames);
  return schema;
}

/** An object without declared fields is closed as well: an API server would prune whatever stands in it. */
function isOpen(node: BundleNode): boolean {
  if (node['x-kubernetes-preserve-unknown-fields'] || node['x-kubernetes-embedded-resource']) return true;
  return node.type !== 'object' && node.properties === undefined;
}

const SAME = [
  'required',
  'enum',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
] as const;

function commonKeywords(node: BundleNode, value: Child): JsonSchema {
  const schema: Record<string, unknown> = {};
  for (const keyword of SAME) if (node[keyword] !== undefined) schema[keyword] = node[keyword];
  const type = node['x-kubernetes-int-or-string'] ? ['integer', 'string'] : node.type;
  if (type !== undefined) schema['type'] = node.nullable ? [...[type].flat(), 'null'] : type;
  if (node.nullable && node.enum !== undefined) schema['enum'] = [...node.enum, null];

  const range = node.format === undefined ? undefined : FORMAT_RANGES[node.format];
  if (range !== undefined) {
    schema['minimum'] = Math.max(range[0], node.minimum ?? range[0]);
    schema['maximum'] = Math.min(range[1], node.maximum ?? range[1]);
  }
  const patterns = [node.pattern, node.format === undefined ? undefined : FORMAT_PATTERNS[node.format]];
  const [first, second] = patterns.filter((pattern) => pattern !== undefined);
  if (first !== undefined) schema['pattern'] = first;
  const allOf = (node.allOf ?? []).map(value);
  if (second !== undefined) allOf.push({ pattern: second });
  if (allOf.length > 0) schema['allOf'] = allOf;
  if (node.anyOf !== undefined) schema['anyOf'] = node.anyOf.map(value);
  if (node.oneOf !== undefined) schema['oneOf'] = node.oneOf.map(value);
  if (node.not !== undefined) schema['not'] = value(node.not);
  return schema;
}
