import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { importReferenceCrds } from '../../src/import/index.ts';
import { nodeAt, parseBundle } from '../../src/schema/bundle.ts';
import { harden } from '../../src/schema/harden.ts';
import { loadSchemas } from '../../src/schema/index.ts';
import { SchemaFolder } from '../../src/schema/schema-folder.ts';
import { independentCheck, referenceFolder } from './independent.ts';
import { mutate, randomDocument, seeded } from './random-document.ts';

type Json = Readonly<Record<string, unknown>>;

const reference = referenceFolder();
const schemas = new URL('../../imports/schemas/', import.meta.url);
const bundle = parseBundle(readFileSync(new URL('bundle.json', schemas), 'utf8'));
const kinds = JSON.parse(readFileSync(new URL('../../imports/kinds.json', import.meta.url), 'utf8')) as {
  builtIn: string[];
  crds: string[];
};

describe.skipIf(reference === undefined)(
  'the bundle, compared with the reference CRDs in ../shared (skipped where that folder is absent)',
  () => {
    const folder = reference ?? '';

    it.each(kinds.crds)('has every field, type, required name and enum of %s', async (name) => {
      const { spec } = readJson(join(folder, 'crds', `${name}.json`)) as { spec: Json };
      const { kind, plural } = spec['names'] as Json;
      const catalog = await loadSchemas();
      const versions = (spec['versions'] as Json[]).map((version) => ({
        apiVersion: `${String(spec['group'])}/${String(version['name'])}`,
        served: version['served'] === true,
        schema: (version['schema'] as Json)['openAPIV3Schema'] as Json,
      }));
      const crd = `${String(plural)}.${String(spec['group'])}`;
      expect(versions.map(({ apiVersion }) => catalog.kindOf(apiVersion, String(kind)))).toEqual(
        versions.map(({ served }) => (served ? { scope: spec['scope'], plural, crd } : undefined)),
      );
      for (const { apiVersion, schema } of versions.filter(({ served }) => served)) {
        expect(ours(`${apiVersion}/${String(kind)}`)).toEqual(theirs(schema, {}));
      }
    });

    it.each(kinds.builtIn)('has every field, type, required name and enum of the built-in %s', (key) => {
      const { definitions } = readJson(join(folder, 'kubernetes', 'v1.28.json')) as Definitions;
      const [kind, version, group = ''] = key.split('/').toReversed();
      const definition = Object.values(definitions).find((candidate) =>
        ((candidate['x-kubernetes-group-version-kind'] ?? []) as Json[]).some(
          (gvk) => gvk['group'] === group && gvk['version'] === version && gvk['kind'] === kind,
        ),
      );
      expect(ours(key)).toEqual(theirs(definition ?? {}, definitions));
    });

    it('is what the importer makes of them, byte for byte', async () => {
      const imports = fileURLToPath(new URL('../../imports', import.meta.url));
      const out = join(mkdtempSync(join(tmpdir(), 'conformance-')), 'imports');
      cpSync(join(imports, 'kinds.json'), join(out, 'kinds.json'));
      const kubernetes = join(folder, 'kubernetes', 'v1.28.json');
      const { files } = await importReferenceCrds({ crds: join(folder, 'crds'), kubernetes, out });
      const changed = files.filter(
        (file) => !readFileSync(join(out, file)).equals(readFileSync(join(imports, file))),
      );
      rmSync(dirname(out), { recursive: true });
      expect(changed).toEqual([]);
    });

    it('accepts nothing that an independent validator over the reference CRDs refuses', async () => {
      const check = independentCheck(folder);
      const shipped = new SchemaFolder(schemas);
      let accepted = 0;
      let refused = 0;
      for (const [key, root] of Object.entries(bundle.roots)) {
        const slash = key.lastIndexOf('/');
        const fast = shipped.loadCheck(key.slice(0, slash), key.slice(slash + 1));
        const schema = harden(bundle, root);
        const random = seeded(root + 1);
        for (let round = 0; round < 25; round++) {
          const document = randomDocument(schema, random);
          for (const candidate of [document, mutate(document, random)]) {
            if (!fast(candidate)) {
              refused++;
              continue;
            }
            accepted++;
            expect(check(candidate), `${key} ${JSON.stringify(candidate)}`).toEqual([]);
          }
        }
      }
      expect(Math.min(accepted, refused)).toBeGreaterThan(1000);
    });
  },
);

const OBJECT_FIELDS = new Set(['apiVersion', 'kind', 'metadata', 'status']);

type Definitions = { readonly definitions: Readonly<Record<string, Json>> };

/** By path: type, required names and enum of every field of a kind in the bundle. */
function ours(key: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const root = nodeAt(bundle, bundle.roots[key] ?? -1);
  for (const [name, child] of Object.entries(root.properties ?? {})) {
    if (!OBJECT_FIELDS.has(name)) flattenBundle(child, `.${name}`, found);
  }
  return found;
}

/** The same of a reference schema. */
function theirs(root: Json, definitions: Definitions['definitions']): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, child] of Object.entries((root['properties'] ?? {}) as Record<string, Json>)) {
    if (!OBJECT_FIELDS.has(name)) flattenReference(child, `.${name}`, definitions, found);
  }
  return found;
}

function flattenBundle(position: number, path: string, found: Map<string, string>): void {
  const node = nodeAt(bundle, position);
  const intOrString = node['x-kubernetes-int-or-string'] === true;
  found.set(path, factsOf(intOrString ? 'int-or-string' : node.type, node.required, node.enum));
  for (const [name, child] of Object.entries(node.properties ?? {}))
    flattenBundle(child, `${path}.${name}`, found);
  if (node.items !== undefined) flattenBundle(node.items, `${path}[]`, found);
  if (node.additionalProperties !== undefined) flattenBundle(node.additionalProperties, `${path}.*`, found);
}

function flattenReference(
  schema: Json,
  path: string,
  definitions: Definitions['definitions'],
  found: Map<string, string>,
): void {
  const ref = schema['$ref'];
  if (typeof ref === 'string') {
    const name = ref.replace('#/definitions/', '');
    const special = SPECIAL[name.slice(name.lastIndexOf('.') + 1)];
    if (special === undefined) flattenReference(definitions[name] ?? {}, path, definitions, found);
    else found.set(path, factsOf(special, undefined, undefined));
    return;
  }
  const intOrString = schema['x-kubernetes-int-or-string'] === true;
  found.set(
    path,
    factsOf(intOrString ? 'int-or-string' : schema['type'], schema['required'], schema['enum']),
  );
  const below = (child: unknown, step: string): void => {
    if (typeof child === 'object') flattenReference(child as Json, path + step, definitions, found);
  };
  const isObject = schema['x-kubernetes-group-version-kind'] !== undefined;
  for (const [name, child] of Object.entries((schema['properties'] ?? {}) as Json)) {
    // An object inside another (a claim template) has a status as little as one in the repository.
    if (!isObject || name !== 'status') below(child, `.${name}`);
  }
  below(schema['items'], '[]');
  below(schema['additionalProperties'], '.*');
}

/** Definitions whose JSON form differs from their schema, or that hold themselves. */
const SPECIAL: Readonly<Record<string, unknown>> = {
  IntOrString: 'int-or-string',
  JSONSchemaProps: 'object',
  Quantity: ['number', 'string'],
};

function factsOf(type: unknown, required: unknown, values: unknown): string {
  const names = [...new Set((required ?? []) as string[])].toSorted();
  const distinct = values === undefined ? undefined : [...new Set(values as unknown[])];
  return JSON.stringify([type, names, distinct]);
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
