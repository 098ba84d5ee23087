import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Bundle } from '../../src/schema/bundle.ts';
import { harden, nodeAt } from '../../src/schema/harden.ts';
import { loadSchemas } from '../../src/schema/index.ts';
import { SchemaFolder } from '../../src/schema/schema-folder.ts';
import { independentCheck, referenceFolder } from './independent.ts';
import { mutate, randomDocument, seeded } from './random-document.ts';

type Json = Readonly<Record<string, unknown>>;

const reference = referenceFolder();
const schemas = new URL('../../imports/schemas/', import.meta.url);
const bundle = JSON.parse(readFileSync(new URL('bundle.json', schemas), 'utf8')) as Bundle;
const kinds = JSON.parse(readFileSync(new URL('../../imports/kinds.json', import.meta.url), 'utf8')) as { crds: string[] };

describe.skipIf(reference === undefined)('the bundle, compared with the reference CRDs beside the repository', () => {
  const folder = reference ?? '';

  it.each(kinds.crds)('has every field, type, required name and enum of %s', async (name) => {
    const { spec } = JSON.parse(readFileSync(join(folder, 'crds', `${name}.json`), 'utf8')) as { spec: Json };
    const { kind, plural } = spec['names'] as Json;
    const catalog = await loadSchemas();
    for (const version of spec['versions'] as Json[]) {
      const apiVersion = `${String(spec['group'])}/${String(version['name'])}`;
      const info = catalog.kindOf(apiVersion, String(kind));
      if (!version['served']) {
        expect(info).toBeUndefined();
        continue;
      }
      expect(info).toEqual({ scope: spec['scope'], plural, crd: `${String(plural)}.${String(spec['group'])}` });
      const ours = new Map<string, string>();
      flattenBundle(bundle.roots[`${apiVersion}/${String(kind)}`] ?? -1, '', ours);
      const theirs = new Map<string, string>();
      const root = (version['schema'] as Json)['openAPIV3Schema'] as Json;
      for (const [field, schema] of Object.entries(root['properties'] as Record<string, Json>)) {
        if (!OBJECT_FIELDS.has(field)) flattenCrd(schema, `.${field}`, theirs);
      }
      expect(ours).toEqual(theirs);
    }
  });

  it('accepts nothing that an independent validator over the reference CRDs refuses', async () => {
    const check = independentCheck(folder);
    const shipped = new SchemaFolder(schemas);
    let accepted = 0;
    let refused = 0;
    for (const [key, root] of Object.entries(bundle.roots)) {
      const slash = key.lastIndexOf('/');
      const fast = await shipped.loadCheck(key.slice(0, slash), key.slice(slash + 1));
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
});

it.runIf(reference === undefined)('the reference CRDs are not beside the repository, so conformance was not checked', () => {
  expect(readdirSync(new URL('validators', schemas))).toContain('runtime.js');
});

const OBJECT_FIELDS = new Set(['apiVersion', 'kind', 'metadata', 'status']);

function flattenBundle(position: number, path: string, found: Map<string, string>): void {
  const node = nodeAt(bundle, position);
  const intOrString = node['x-kubernetes-int-or-string'] === true;
  if (path !== '') found.set(path, factsOf(intOrString, node.type, node.required, node.enum));
  for (const [name, child] of Object.entries(node.properties ?? {})) {
    if (path !== '' || !OBJECT_FIELDS.has(name)) flattenBundle(child, `${path}.${name}`, found);
  }
  if (node.items !== undefined) flattenBundle(node.items, `${path}[]`, found);
  if (node.additionalProperties !== undefined) flattenBundle(node.additionalProperties, `${path}.*`, found);
}

function flattenCrd(schema: Json, path: string, found: Map<string, string>): void {
  const intOrString = schema['x-kubernetes-int-or-string'] === true;
  found.set(path, factsOf(intOrString, schema['type'], schema['required'], schema['enum']));
  for (const [name, child] of Object.entries((schema['properties'] ?? {}) as Record<string, Json>)) {
    flattenCrd(child, `${path}.${name}`, found);
  }
  if (schema['items'] !== undefined) flattenCrd(schema['items'] as Json, `${path}[]`, found);
  if (typeof schema['additionalProperties'] === 'object') flattenCrd(schema['additionalProperties'] as Json, `${path}.*`, found);
}

function factsOf(intOrString: boolean, type: unknown, required: unknown, values: unknown): string {
  const names = [...new Set((required ?? []) as string[])].toSorted();
  const distinct = values === undefined ? undefined : [...new Set(values as unknown[])];
  return JSON.stringify([intOrString ? 'int-or-string' : type, names, distinct]);
}
