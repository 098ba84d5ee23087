import { ImportError, show } from './import-error.ts';
import { objectFields } from './read-crds.ts';
import { isRecord } from './read-documents.ts';
import { compareText, compareVersions, type ImportedKind, type SchemaNode } from '../schema/schema-node.ts';

/** Names that the source gives to schemas; types keep them (`PodSpec` instead of a path). */
export type DefinitionNames = ReadonlyMap<SchemaNode, string>;

export interface BuiltInKinds {
  readonly kinds: readonly ImportedKind[];
  readonly names: DefinitionNames;
  /** `ObjectMeta`, which every object's metadata is checked against. */
  readonly objectMeta: SchemaNode;
}

/** Whether a document is Kubernetes' OpenAPI v2 file (`definitions` with `io.k8s.` names). */
export function isDefinitions(document: unknown): document is { definitions: Record<string, unknown> } {
  return isRecord(document) && isRecord(document['definitions']);
}

/**
 * The built-in kinds of Kubernetes' OpenAPI definitions: those of the groups below that a repository can hold. Lists,
 * reviews and alpha versions are left out.
 */
export function readDefinitions(
  file: string,
  document: { definitions: Record<string, unknown> },
): BuiltInKinds {
  const reader = new DefinitionReader(file, document.definitions);
  const kinds = Object.keys(document.definitions)
    .toSorted(compareText)
    .flatMap((name) => reader.kindsOf(name));
  const newest = new Map<string, string>();
  for (const { group, kind, version } of kinds) {
    const other = newest.get(`${group}/${kind}`);
    if (other === undefined || compareVersions(version, other) < 0) newest.set(`${group}/${kind}`, version);
  }
  return {
    kinds: kinds.map((kind) => ({
      ...kind,
      preferred: newest.get(`${kind.group}/${kind.kind}`) === kind.version,
    })),
    names: reader.names,
    objectMeta: reader.node('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'),
  };
}

const GROUPS = new Set([
  '',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'apps',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
]);

const NOT_STORED = new Set(['APIGroup', 'APIVersions', 'Binding', 'ComponentStatus', 'Eviction', 'Scale']);

/** Scope is not part of the definitions; these are the cluster-wide ones among the groups above. */
const CLUSTER_SCOPED = new Set([
  'APIService',
  'CSIDriver',
  'CSINode',
  'CertificateSigningRequest',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'IngressClass',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'RuntimeClass',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
]);

const QUANTITY = '^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$';

/** Definitions whose JSON form is not what their schema says. */
const SPECIAL: Readonly<Record<string, SchemaNode>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['number', 'string'], pattern: QUANTITY },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { 'x-kubernetes-int-or-string': true },
  'io.k8s.apimachinery.pkg.runtime.RawExtension': {
    type: 'object',
    'x-kubernetes-preserve-unknown-fields': true,
  },
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': {
    type: 'object',
    'x-kubernetes-preserve-unknown-fields': true,
  },
  // JSONSchemaProps holds itself: a schema inside a CRD is checked by the importer, not by a schema.
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps': {
    type: 'object',
    'x-kubernetes-preserve-unknown-fields': true,
  },
};

class DefinitionReader {
  readonly names = new Map<SchemaNode, string>();
  readonly #nodes = new Map<string, SchemaNode>();
  readonly #file: string;
  readonly #definitions: Record<string, unknown>;

  constructor(file: string, definitions: Record<string, unknown>) {
    this.#file = file;
    this.#definitions = definitions;
  }

  kindsOf(name: string): readonly ImportedKind[] {
    const definition = this.#definitions[name];
    const kinds = isRecord(definition) ? definition['x-kubernetes-group-version-kind'] : undefined;
    if (!Array.isArray(kinds) || kinds.length !== 1) return [];
    const { group, version, kind } = kinds[0] as { group: string; version: string; kind: string };
    const skipped = !GROUPS.has(group) || NOT_STORED.has(kind) || /List$|Review$|^TokenRequest$/.test(kind);
    if (skipped || version.includes('alpha')) return [];
    const fields = objectFields(this.node(name));
    const scope = CLUSTER_SCOPED.has(kind) ? 'Cluster' : 'Namespaced';
    return [
      { group, version, kind, plural: pluralOf(kind), scope, crd: undefined, preferred: false, fields },
    ];
  }

  node(name: string): SchemaNode {
    const known = this.#nodes.get(name);
    if (known !== undefined) return known;
    const definition = this.#definitions[name];
    if (!isRecord(definition)) {
      throw new ImportError({
        file: this.#file,
        what: 'a referenced definition is missing',
        got: show(definition),
        expected: name,
        fix: 'take the complete OpenAPI file of one Kubernetes release',
      });
    }
    const node = SPECIAL[name] ?? this.#convert(definition);
    this.#nodes.set(name, node);
    if (node.properties !== undefined) this.names.set(node, name.slice(name.lastIndexOf('.') + 1));
    return node;
  }

  #convert(raw: Record<string, unknown>): SchemaNode {
    const ref = raw['$ref'];
    if (typeof ref === 'string') return this.node(ref.replace('#/definitions/', ''));
    const node: Record<string, unknown> = {};
    for (const keyword of ['type', 'format', 'enum'])
      if (raw[keyword] !== undefined) node[keyword] = raw[keyword];
    if (Array.isArray(raw['required']) && raw['required'].length > 0) node['required'] = raw['required'];
    if (isRecord(raw['properties'])) {
      const properties = Object.create(null) as Record<string, SchemaNode>;
      // The status of a whole object belongs to controllers; elsewhere the word is an ordinary field.
      const emitted =
        'metadata' in raw['properties'] ? (key: string): boolean => key !== 'status' : (): boolean => true;
      for (const [key, schema] of Object.entries(raw['properties'])) {
        if (emitted(key)) properties[key] = this.#convert(schema as Record<string, unknown>);
      }
      node['properties'] = properties;
    }
    if (isRecord(raw['items'])) node['items'] = this.#convert(raw['items']);
    if (isRecord(raw['additionalProperties']))
      node['additionalProperties'] = this.#convert(raw['additionalProperties']);
    if (raw['x-kubernetes-list-type'] === 'set') node['x-kubernetes-list-type'] = 'set';
    if (raw['x-kubernetes-list-type'] === 'map' && Array.isArray(raw['x-kubernetes-list-map-keys'])) {
      node['x-kubernetes-list-type'] = 'map';
      node['x-kubernetes-list-map-keys'] = raw['x-kubernetes-list-map-keys'];
    }
    return node;
  }
}

function pluralOf(kind: string): string {
  const lower = kind.toLowerCase();
  if (lower === 'endpoints') return lower;
  if (/(?:s|x|ch|sh)$/.test(lower)) return `${lower}es`;
  return lower.endsWith('y') ? `${lower.slice(0, -1)}ies` : `${lower}s`;
}
