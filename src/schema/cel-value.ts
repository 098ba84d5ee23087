import { nodeAt, type Bundle, type BundleNode } from './bundle.ts';

/**
 * A value as the API server's CEL sees it: schema defaults are there, integers are 64-bit, and declared fields carry
 * their escaped names (`namespace` is `__namespace__`). Kubernetes documentation, "Common Expression Language", escaping.
 */
export function celValue(bundle: Bundle, position: number | undefined, value: unknown): unknown {
  if (typeof value === 'number') {
    const node = position === undefined ? undefined : nodeAt(bundle, position);
    return Number.isSafeInteger(value) && node?.type !== 'number' ? BigInt(value) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const node: BundleNode = position === undefined ? UNDECLARED : nodeAt(bundle, position);
  if (Array.isArray(value)) return value.map((item) => celValue(bundle, node.items, item));
  const converted = Object.create(null) as Record<string, unknown>;
  for (const [name, field] of Object.entries(withDefaults(bundle, node, value as Record<string, unknown>))) {
    const declared = node.properties?.[name];
    const key = declared === undefined ? name : escapeName(name);
    converted[key] = celValue(bundle, declared ?? node.additionalProperties, field);
  }
  return converted;
}

const UNDECLARED: BundleNode = {};

/** The fields of an object and the defaults of those that are absent; defaults below are applied when one gets there. */
function withDefaults(
  bundle: Bundle,
  node: BundleNode,
  value: Record<string, unknown>,
): Record<string, unknown> {
  let result = value;
  for (const [name, preset] of defaultsOf(bundle, node)) {
    if (value[name] !== undefined) continue;
    if (result === value) result = { ...value };
    result[name] = preset;
  }
  return result;
}

type Defaults = readonly (readonly [string, unknown])[];
const DEFAULTS = new WeakMap<BundleNode, Defaults>();

function defaultsOf(bundle: Bundle, node: BundleNode): Defaults {
  let defaults = DEFAULTS.get(node);
  if (defaults === undefined) {
    defaults = Object.entries(node.properties ?? {}).flatMap(([name, position]) => {
      const preset = nodeAt(bundle, position).default;
      return preset === undefined ? [] : [[name, preset] as const];
    });
    DEFAULTS.set(node, defaults);
  }
  return defaults;
}

const RESERVED = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

function escapeName(name: string): string {
  if (RESERVED.has(name)) return `__${name}__`;
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !name.includes('__')) return name;
  return name
    .replaceAll('__', '__underscores__')
    .replaceAll('.', '__dot__')
    .replaceAll('-', '__dash__')
    .replaceAll('/', '__slash__');
}
