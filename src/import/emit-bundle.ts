import { nodeAt, type Bundle, type SchemaIndex } from '../schema/bundle.ts';
import { apiVersionOf, compareText, type ImportedKind, type SchemaNode } from '../schema/schema-node.ts';
import { OBJECT_META } from './object-meta.ts';
import { SchemaPool } from './schema-pool.ts';

/** `GROUP/VERSION/Kind`, the key of a kind in the bundle and the index. */
export function keyOf(kind: ImportedKind): string {
  return `${apiVersionOf(kind)}/${kind.kind}`;
}

/** All schemas of all kinds in one pool, and the root of every kind. */
export function buildBundle(kinds: readonly ImportedKind[]): Bundle {
  const pool = new SchemaPool();
  const roots: Record<string, number> = {};
  for (const kind of kinds.toSorted((a, b) => compareText(keyOf(a), keyOf(b)))) {
    roots[keyOf(kind)] = pool.add(wholeObject(kind));
  }
  return { nodes: pool.nodes, roots };
}

/** What can be asked without reading a schema. */
export function buildIndex(kinds: readonly ImportedKind[], bundle: Bundle): SchemaIndex {
  const withRules = nodesWithRules(bundle);
  const entries = kinds
    .toSorted((a, b) => compareText(keyOf(a), keyOf(b)))
    .map((kind) => {
      const key = keyOf(kind);
      const crd = kind.crd === undefined ? {} : { crd: kind.crd };
      const cel = withRules.has(bundle.roots[key] ?? -1) ? { cel: true as const } : {};
      return [key, { scope: kind.scope, plural: kind.plural, ...crd, ...cel }] as const;
    });
  return { kinds: Object.fromEntries(entries) };
}

function wholeObject(kind: ImportedKind): SchemaNode {
  return {
    ...kind.fields,
    properties: {
      ...kind.fields.properties,
      apiVersion: { type: 'string', enum: [apiVersionOf(kind)] },
      kind: { type: 'string', enum: [kind.kind] },
      metadata: OBJECT_META,
    },
    required: ['apiVersion', 'kind', 'metadata', ...(kind.fields.required ?? [])],
  };
}

/** Children come before their parents in the pool, so one pass is enough. */
function nodesWithRules(bundle: Bundle): ReadonlySet<number> {
  const found = new Set<number>();
  bundle.nodes.forEach((_, position) => {
    const node = nodeAt(bundle, position);
    const children = [
      ...Object.values(node.properties ?? {}),
      node.items ?? -1,
      node.additionalProperties ?? -1,
    ];
    if (node['x-kubernetes-validations'] !== undefined || children.some((child) => found.has(child)))
      found.add(position);
  });
  return found;
}
