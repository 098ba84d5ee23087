import { ImportError, show } from './import-error.ts';
import { normaliseSchema } from './normalise-schema.ts';
import { isRecord } from './read-documents.ts';
import { compareVersions, type ImportedKind, type SchemaNode } from '../schema/schema-node.ts';

/**
 * The served versions of every CustomResourceDefinition among the documents of one file; other objects are passed over.
 * Only apiextensions.k8s.io/v1 is read: v1beta1 was removed in Kubernetes 1.22.
 */
export function readCrds(file: string, documents: readonly unknown[]): readonly ImportedKind[] {
  return documents.flatMap((document) =>
    isRecord(document) && document['kind'] === 'CustomResourceDefinition' ? readCrd(file, document) : [],
  );
}

function readCrd(file: string, document: Record<string, unknown>): readonly ImportedKind[] {
  const refuse = (what: string, got: unknown, expected: string, fix = 'repair the CRD'): ImportError =>
    new ImportError({ file, what, got: show(got), expected, fix });
  if (document['apiVersion'] !== 'apiextensions.k8s.io/v1') {
    const fix = 'take the CRD from a release that supports Kubernetes 1.22 or newer';
    throw refuse('the CRD has an unsupported apiVersion', document['apiVersion'], 'apiextensions.k8s.io/v1', fix);
  }
  const name = isRecord(document['metadata']) ? document['metadata']['name'] : undefined;
  const spec = isRecord(document['spec']) ? document['spec'] : {};
  const names = isRecord(spec['names']) ? spec['names'] : {};
  const { group, scope, versions } = spec;
  const { kind, plural } = names;
  const label = typeof name === 'string' ? name : 'the CRD';
  if (typeof group !== 'string' || group === '') throw refuse(`${label} has no spec.group`, group, 'an API group');
  if (typeof kind !== 'string' || kind === '') throw refuse(`${label} has no spec.names.kind`, kind, 'a kind');
  if (typeof plural !== 'string' || plural === '') throw refuse(`${label} has no spec.names.plural`, plural, 'a plural');
  if (name !== `${plural}.${group}`) throw refuse('the CRD has a wrong metadata.name', name, `${plural}.${group}`);
  if (scope !== 'Namespaced' && scope !== 'Cluster') {
    throw refuse(`${name} has a wrong spec.scope`, scope, 'Namespaced or Cluster');
  }
  if (!Array.isArray(versions) || versions.length === 0) throw refuse(`${name} has no versions`, versions, 'a list');

  const served = (versions as unknown[]).filter((version) => isRecord(version) && version['served'] === true);
  if (served.length === 0) throw refuse(`${name} serves no version`, [], 'one version with served: true');
  const kinds = (served as Record<string, unknown>[]).map((version): ImportedKind & { storage: boolean } => {
    if (typeof version['name'] !== 'string') throw refuse(`${name} has a version without a name`, version, 'v1');
    const schema = isRecord(version['schema']) ? version['schema']['openAPIV3Schema'] : undefined;
    if (schema === undefined) {
      throw refuse(`${name} ${version['name']} has no schema`, undefined, 'schema.openAPIV3Schema');
    }
    return {
      group,
      version: version['name'],
      kind,
      plural,
      scope,
      crd: name,
      preferred: false,
      storage: version['storage'] === true,
      fields: objectFields(normaliseSchema(schema, { file, path: `${name} ${version['name']} ` })),
    };
  });
  kinds.sort((a, b) => compareVersions(a.version, b.version));
  const preferred = kinds.find((entry) => entry.storage) ?? kinds[0];
  return kinds.map(({ storage, ...entry }) => ({ ...entry, preferred: entry.version === preferred?.version }));
}

const NOT_FIELDS = new Set(['apiVersion', 'kind', 'metadata', 'status']);

/** The root without what every object has; status belongs to controllers and is never emitted. */
export function objectFields(root: SchemaNode): SchemaNode {
  const properties = Object.create(null) as Record<string, SchemaNode>;
  for (const [name, field] of Object.entries(root.properties ?? {})) {
    if (!NOT_FIELDS.has(name)) properties[name] = field;
  }
  const { required: allRequired, ...rest } = root;
  const required = (allRequired ?? []).filter((name) => !NOT_FIELDS.has(name));
  const rules = (root['x-kubernetes-validations'] ?? []).filter((rule) => !/\bself\.status\b/.test(rule.rule));
  const { 'x-kubernetes-validations': _, ...withoutRules } = rest;
  return {
    ...withoutRules,
    type: 'object',
    properties,
    ...(required.length > 0 ? { required } : {}),
    ...(rules.length > 0 ? { 'x-kubernetes-validations': rules } : {}),
  };
}
