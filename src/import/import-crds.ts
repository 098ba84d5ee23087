import { bundleText, type Bundle, type SchemaIndex } from '../schema/bundle.ts';
import { apiVersionOf, compareText, type ImportedKind } from '../schema/schema-node.ts';
import { buildBundle, buildIndex, keyOf } from './emit-bundle.ts';
import { emitTypes } from './emit-types.ts';
import { emitValidators } from './emit-validators.ts';
import { ImportError } from './import-error.ts';
import { replaceOutput } from './output-folder.ts';
import { readCrds } from './read-crds.ts';
import { isDefinitions, readDefinitions, type DefinitionNames } from './read-definitions.ts';
import { readDocuments } from './read-documents.ts';

export interface ImportOptions {
  /**
   * JSON or YAML files with CustomResourceDefinitions (several documents and `List` are fine, other objects are passed
   * over), or Kubernetes' OpenAPI v2 file for the built-in kinds.
   */
  readonly files: readonly string[];
  /** Folder for the result. What an earlier import left there is replaced, other files are kept. */
  readonly out: string;
}

export interface ImportReport {
  /** Paths inside `out`, sorted. */
  readonly files: readonly string[];
  /** `GROUP/VERSION/Kind`, sorted. */
  readonly kinds: readonly string[];
}

/**
 * Reads CRDs and writes typed classes (`GROUP.ts`, `k8s.ts`), validators and schemas (`schemas/`), and `kinds.json`,
 * the list of what was imported. The same input gives the same bytes, in whatever order the files are named.
 * Throws an ImportError, and writes nothing, if a file cannot be read or holds no CRD or a CRD that an API server would
 * refuse.
 */
export async function importCrds(options: ImportOptions): Promise<ImportReport> {
  const input = readInput(options.files);
  const bundle = buildBundle(input.kinds);
  const files = new Map<string, string>([
    ...typeFiles(input),
    ...schemaFiles(bundle, buildIndex(input.kinds, bundle)),
    ['kinds.json', kindsFile(input.kinds)],
  ]);
  replaceOutput(options.out, files);
  return {
    files: [...files.keys()].toSorted(compareText),
    kinds: input.kinds.map(keyOf).toSorted(compareText),
  };
}

interface Input {
  readonly kinds: readonly ImportedKind[];
  readonly names: DefinitionNames;
}

function readInput(files: readonly string[]): Input {
  const kinds: ImportedKind[] = [];
  const names = new Map<ImportedKind['fields'], string>();
  const sources = new Map<string, string>();
  for (const file of files) {
    const documents = readDocuments(file);
    const builtIn = documents.filter(isDefinitions).map((document) => readDefinitions(file, document));
    const found = [...builtIn.flatMap((entry) => entry.kinds), ...readCrds(file, documents)];
    if (found.length === 0) {
      throw new ImportError({
        file,
        what: 'the file holds no CustomResourceDefinition',
        got: `${documents.length} other documents`,
        expected: 'at least one CustomResourceDefinition of apiextensions.k8s.io/v1',
        fix: 'name the file that holds the CRDs; many charts keep them in a crds folder',
      });
    }
    for (const entry of builtIn) for (const [node, name] of entry.names) names.set(node, name);
    for (const kind of found) {
      const key = keyOf(kind);
      const other = sources.get(key);
      if (other !== undefined) {
        throw new ImportError({
          file,
          what: `${key} is defined twice`,
          got: `another definition in ${other}`,
          expected: 'one definition of every kind',
          fix: 'remove one of the two',
        });
      }
      sources.set(key, file);
    }
    kinds.push(...found);
  }
  return { kinds: kinds.toSorted((a, b) => compareText(keyOf(a), keyOf(b))), names };
}

function typeFiles(input: Input): [string, string][] {
  const byFile = new Map<string, ImportedKind[]>();
  for (const kind of input.kinds) {
    if (kind.crd === undefined && (!kind.preferred || !CLASSES.has(keyOf(kind)))) continue;
    const file = kind.crd === undefined ? 'k8s.ts' : `${kind.group}.ts`;
    byFile.set(file, [...(byFile.get(file) ?? []), kind]);
  }
  return [...byFile].map(([file, kinds]) => [file, emitTypes(kinds, input.names)]);
}

function schemaFiles(bundle: Bundle, index: SchemaIndex): [string, string][] {
  return [
    ['schemas/index.json', `${lines(index.kinds)}\n`],
    ['schemas/bundle.json', bundleText(bundle)],
    ...[...emitValidators(bundle)].map(([file, text]): [string, string] => [
      `schemas/validators/${file}`,
      text,
    ]),
  ];
}

/** One kind a line: a changed kind is a changed line. */
function lines(kinds: SchemaIndex['kinds']): string {
  const entries = Object.entries(kinds).map(
    ([key, entry]) => `${JSON.stringify(key)}:${JSON.stringify(entry)}`,
  );
  return `{"kinds":{\n${entries.join(',\n')}\n}}`;
}

function kindsFile(kinds: readonly ImportedKind[]): string {
  const crds = new Set(
    kinds.flatMap((kind) => (kind.crd === undefined ? [] : [`${kind.group}/${kind.plural}`])),
  );
  const builtIn = kinds
    .filter((kind) => kind.crd === undefined)
    .map((kind) => `${apiVersionOf(kind)}/${kind.kind}`);
  return `${JSON.stringify({ builtIn, crds: [...crds].toSorted(compareText) }, null, 2)}\n`;
}

/** Built-in kinds that get a class: those that constructs emit without cdk8s-plus. All others are validated only. */
const CLASSES = new Set([
  'apps/v1/DaemonSet',
  'apps/v1/Deployment',
  'apps/v1/StatefulSet',
  'batch/v1/CronJob',
  'batch/v1/Job',
  'networking.k8s.io/v1/Ingress',
  'networking.k8s.io/v1/NetworkPolicy',
  'policy/v1/PodDisruptionBudget',
  'rbac.authorization.k8s.io/v1/ClusterRole',
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding',
  'rbac.authorization.k8s.io/v1/Role',
  'rbac.authorization.k8s.io/v1/RoleBinding',
  'scheduling.k8s.io/v1/PriorityClass',
  'storage.k8s.io/v1/StorageClass',
  'v1/ConfigMap',
  'v1/LimitRange',
  'v1/Namespace',
  'v1/PersistentVolume',
  'v1/PersistentVolumeClaim',
  'v1/Pod',
  'v1/ResourceQuota',
  'v1/Secret',
  'v1/Service',
  'v1/ServiceAccount',
]);
