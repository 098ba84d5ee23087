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
  const identity = readIdentity(file, document);
  const { crd } = identity;
  const refuse = refusal(file);
  const versions = isRecord(document['spec']) ? document['spec']['versions'] : undefined;
  if (!Array.isArray(versions) || versions.length === 0) {
    throw refuse(`${crd} has no versions`, versions, 'a list');
  }
  const served = versions.filter(isRecord).filter((version) => version['served'] === true);
  if (served.length === 0) throw refuse(`${crd} serves no version`, [], 'one version with served: true');
  const kinds = served.map((version) => {
    const { name } = version;
    if (typeof name !== 'string') throw refuse(`${crd} has a version without a name`, version, 'v1');
    const schema = isRecord(version['schema']) ? version['schema']['openAPIV3Schema'] : undefined;
    if (schema === undefined) {
      throw refuse(`${crd} ${name} has no schema`, undefined, 'schema.openAPIV3Schema');
    }
    const fields = objectFields(normaliseSchema(schema, { file, path: `${crd} ${name} ` }));
    return { version: name, stored: version['storage'] === true, fields };
  });
  kinds.sort((a, b) => compareVersions(a.version, b.version));
  const preferred = kinds.find(({ stored }) => stored) ?? kinds[0];
  return kinds.map((entry) => {
    const { version, fields } = entry;
    return { ...identity, version, preferred: entry === preferred, fields };
  });
}

interface Identity {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly crd: string;
}

function readIdentity(file: string, document: Record<string, unknown>): Identity {
  const refuse = refusal(file);
  if (document['apiVersion'] !== 'apiextensions.k8s.io/v1') {
    const fix = 'take the CRD from a release that supports Kubernetes 1.22 or newer';
    throw refuse(
      'the CRD has an unsupported apiVersion',
      document['apiVersion'],
      'apiextensions.k8s.io/v1',
      fix,
    );
  }
  const name = isRecord(document['metadata']) ? document['metadata']['name'] : undefined;
  const spec = isRecord(document['spec']) ? document['spec'] : {};
  const { group, scope } = spec;
  const { kind, plural } = isRecord(spec['names']) ? spec['names'] : {};
  const label = typeof name === 'string' ? name : 'the CRD';
  if (!isText(group)) throw refuse(`${label} has no spec.group`, group, 'an API group');
  if (!isText(kind)) throw refuse(`${label} has no spec.names.kind`, kind, 'a kind');
  if (!isText(plural)) throw refuse(`${label} has no spec.names.plural`, plural, 'a plural');
  const crd = `${plural}.${group}`;
  if (name !== crd) throw refuse('the CRD has a wrong metadata.name', name, crd);
  if (scope !== 'Namespaced' && scope !== 'Cluster') {
    throw refuse(`${crd} has a wrong spec.scope`, scope, 'Namespaced or Cluster');
  }
  return { group, kind, plural, scope, crd };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function refusal(file: string) {
  return (what: string, got: unknown, expected: string, fix = 'repair the CRD'): ImportError =>
    new ImportError({ file, what, got: show(got), expected, fix });
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
  const rules = (root['x-kubernetes-validations'] ?? []).filter(
    (rule) => !/\bself\.status\b/.test(rule.rule),
  );
  const { 'x-kubernetes-validations': _, ...withoutRules } = rest;
  return {
    ...withoutRules,
    type: 'object',
    properties,
    ...(required.length > 0 ? { required } : {}),
    ...(rules.length > 0 ? { 'x-kubernetes-validations': rules } : {}),
  };
}
