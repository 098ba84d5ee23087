import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { importCrds, ImportError } from '../../src/import/index.ts';
import { loadSchemas } from '../../src/schema/index.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('importCrds', () => {
  it('gives the same bytes for the same CRDs, as JSON or YAML, in any order, over an old result', async () => {
    const widget = file('widget.json', JSON.stringify(crd('Widget')));
    const gadget = file(
      'gadget.yaml',
      `# a comment\n---\n${stringify(crd('Gadget'))}---\n${stringify({ kind: 'ConfigMap' })}`,
    );
    const list = file(
      'list.yaml',
      stringify({ apiVersion: 'v1', kind: 'List', items: [crd('Gadget'), crd('Widget')] }),
    );
    await importCrds({ files: [widget, gadget], out: join(folder, 'a') });
    await importCrds({ files: [gadget, widget], out: join(folder, 'b') });
    await importCrds({ files: [list], out: join(folder, 'c') });
    await importCrds({ files: [list], out: join(folder, 'c') });
    expect(textOf('b')).toEqual(textOf('a'));
    expect(textOf('c')).toEqual(textOf('a'));
  });

  it('emits a class for every served version, and the storage version has the plain name', async () => {
    await importCrds({
      files: [file('widget.json', JSON.stringify(crd('Widget')))],
      out: join(folder, 'out'),
    });
    const text = readFileSync(join(folder, 'out', 'example.com.ts'), 'utf8');
    expect([...text.matchAll(/export class (\w+)/g)].map((match) => match[1])).toEqual([
      'Widget',
      'WidgetV1Beta1',
    ]);
    expect(text).toContain("{ apiVersion: 'example.com/v1', kind: 'Widget' }");
    expect(text).not.toContain('prose');
  });

  it('removes what an earlier import wrote and keeps files of others', async () => {
    const out = join(folder, 'out');
    await importCrds({
      files: [file('other.json', JSON.stringify(crd('Other', { group: 'other.org' })))],
      out,
    });
    writeFileSync(join(out, 'mine.ts'), 'export const mine = 1;\n');
    const report = await importCrds({ files: [file('widget.json', JSON.stringify(crd('Widget')))], out });
    expect(readdirSync(out).toSorted()).toEqual(['example.com.ts', 'kinds.json', 'mine.ts', 'schemas']);
    expect(readdirSync(folder).toSorted()).toEqual(['other.json', 'out', 'widget.json']);
    expect(report.kinds).toEqual(['example.com/v1/Widget', 'example.com/v1beta1/Widget']);
    expect(report.files).toContain('schemas/validators/example.com.cjs');
  });

  it('makes schemas that a catalog reads beside the shipped ones', async () => {
    const out = join(folder, 'out');
    await importCrds({ files: [file('widget.json', JSON.stringify(crd('Widget')))], out });
    const catalog = await loadSchemas([pathToFileURL(join(out, 'schemas'))]);
    await catalog.prepare([{ apiVersion: 'example.com/v1', kind: 'Widget' }]);
    expect(catalog.kindOf('example.com/v1', 'Widget')).toEqual({
      scope: 'Namespaced',
      plural: 'widgets',
      crd: 'widgets.example.com',
    });
    expect(catalog.kindOf('v1', 'ConfigMap')?.scope).toBe('Namespaced');
    const widget = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'a' } };
    expect(catalog.validate({ ...widget, spec: { size: 'small', 'x-odd': 1 } })).toEqual([]);
    expect(catalog.validate({ ...widget, spec: { size: 'huge' } })).toMatchObject([
      { path: 'spec.size', got: '"huge"' },
    ]);
  });
});

describe('a CRD file that cannot be imported', () => {
  const good = crd('Widget');
  it.each([
    ['is missing', undefined, 'ENOENT'],
    ['is not JSON', '{"kind":', 'Unexpected end of JSON input'],
    ['holds no CRD', JSON.stringify({ kind: 'ConfigMap' }), '1 other documents'],
    [
      'has an old apiVersion',
      JSON.stringify({ ...good, apiVersion: 'apiextensions.k8s.io/v1beta1' }),
      'v1beta1',
    ],
    [
      'has a wrong name',
      JSON.stringify({ ...good, metadata: { name: 'widget.example.com' } }),
      'widget.example.com',
    ],
    ['has a wrong scope', JSON.stringify({ ...good, spec: { ...good.spec, scope: 'Global' } }), 'Global'],
    ['has no versions', JSON.stringify({ ...good, spec: { ...good.spec, versions: [] } }), '[]'],
    ['serves no version', JSON.stringify(withVersions([{ name: 'v1', served: false }])), '[]'],
    ['has a version without schema', JSON.stringify(withVersions([{ name: 'v1', served: true }])), 'nothing'],
    ['uses $ref', JSON.stringify(withSchema({ $ref: '#/x' })), '#/x'],
    ['has an unknown type', JSON.stringify(withSchema({ type: 'text' })), '"text"'],
    [
      'has a pattern that is no expression',
      JSON.stringify(withSchema({ type: 'string', pattern: '^(a' })),
      '^(a',
    ],
    ['has a schema that is no object', JSON.stringify(withSchema('string')), '"string"'],
  ])('%s', async (_what, text, got) => {
    const path = text === undefined ? join(folder, 'bad.json') : file('bad.json', text);
    const fine = file('fine.json', JSON.stringify(crd('Fine')));
    const error = await importCrds({ files: [fine, path], out: join(folder, 'out') }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(ImportError);
    expect(error).toMatchObject({ file: path, got: expect.stringContaining(got) as string });
    for (const part of ['what', 'expected', 'fix'] as const)
      expect((error as ImportError)[part]).not.toBe('');
    expect(readdirSync(folder)).not.toContain('out');
  });

  it('is a template that was not rendered', async () => {
    const path = file('bad.yaml', '{{- if .Values.crds }}\nkind: CustomResourceDefinition\n{{- end }}\n');
    await expect(importCrds({ files: [path], out: join(folder, 'out') })).rejects.toThrow('is not YAML');
  });

  it('defines a kind that another file defines', async () => {
    const [a, b] = [file('a.json', JSON.stringify(good)), file('b.json', JSON.stringify(good))];
    await expect(importCrds({ files: [a, b], out: join(folder, 'out') })).rejects.toThrow('defined twice');
  });

  it('leaves the result of an earlier import as it was', async () => {
    const out = join(folder, 'out');
    await importCrds({ files: [file('widget.json', JSON.stringify(good))], out });
    const before = textOf('out');
    await expect(importCrds({ files: [file('bad.json', '{}')], out })).rejects.toBeInstanceOf(ImportError);
    expect(textOf('out')).toEqual(before);
  });
});

function crd(kind: string, options: { readonly group?: string } = {}) {
  const { group = 'example.com' } = options;
  const plural = `${kind.toLowerCase()}s`;
  const openAPIV3Schema = {
    type: 'object',
    description: 'prose',
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object' },
      spec: {
        type: 'object',
        properties: {
          size: { type: 'string', enum: ['small', 'small', 'large'] },
          'x-odd': { type: 'integer' },
        },
      },
      status: { type: 'object' },
    },
  };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names: { kind, plural },
      scope: 'Namespaced',
      versions: [
        { name: 'v1alpha1', served: false, storage: false, schema: { openAPIV3Schema } },
        { name: 'v1beta1', served: true, storage: false, schema: { openAPIV3Schema } },
        { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema } },
      ],
    },
  };
}

function withVersions(versions: readonly unknown[]) {
  const good = crd('Widget');
  return { ...good, spec: { ...good.spec, versions } };
}

function withSchema(spec: unknown) {
  const openAPIV3Schema = { type: 'object', properties: { spec } };
  return withVersions([{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema } }]);
}

function file(name: string, text: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

function textOf(name: string): Readonly<Record<string, string>> {
  const files = readdirSync(join(folder, name), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(join(folder, name).length), readFileSync(path, 'utf8')];
    }),
  );
}
