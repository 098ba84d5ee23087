import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { needs, run } from '../programs.ts';

const DIST = fileURLToPath(new URL('../../../dist/', import.meta.url));

const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'));
const folders = files.filter((path) => path.endsWith('kustomization.yaml')).map((path) => path.replace(/\/kustomization\.yaml$/, ''));

function build(folder: string): string {
  const { status, stdout, out } = run('kustomize', ['build', join(DIST, folder)]);
  expect(status, out).toBe(0);
  return stdout;
}

describe('kustomize', () => {
  beforeEach((context) => needs(context, 'kustomize'));

  it('finds something to build', () => expect(folders.length).toBeGreaterThan(20));

  it.each(folders)('builds %s', (folder) => {
    build(folder);
  });

  it('gives back every object as it was written', () => {
    const written = files
      .filter((path) => path.startsWith('manifests/') && !path.endsWith('kustomization.yaml'))
      .map((path) => JSON.stringify(sorted(parse(readFileSync(join(DIST, path), 'utf8')))));
    const layers = folders.filter((path) => /^manifests\/[^/]+\/[^/]+$/.test(path));
    const built = layers.flatMap((layer) =>
      parseAllDocuments(build(layer)).map((document) => JSON.stringify(sorted(document.toJSON()))),
    );
    expect(built.toSorted()).toEqual(written.toSorted());
  });
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
