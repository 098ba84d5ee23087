import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { whiskey } from '../../clusters/main.ts';
import type { KubeObject } from '../../src/model/index.ts';
import { identity, refOf } from '../../src/model/index.ts';
import type { RepositoryIndex } from '../../src/synth/index-file.ts';
import { synth } from '../../src/synth/index.ts';
import { independentCheck, referenceFolder } from '../schema/independent.ts';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(DIST, path)).isFile());
const read = (path: string): string => readFileSync(join(DIST, path), 'utf8');
const index = JSON.parse(read('index.json')) as RepositoryIndex;
const objects = files
  .filter((path) => /^(clusters|manifests)\/.*\.yaml$/.test(path) && !path.endsWith('/kustomization.yaml'))
  .map((path) => ({ path, object: parse(read(path)) as KubeObject }));

describe('dist', () => {
  it('is what the program emits', async () => {
    const { change } = await synth(whiskey, { out: DIST, check: true });
    expect({
      added: change.added.map((file) => file.path),
      changed: change.changed.map((file) => file.path),
      removed: change.removed,
    }).toEqual({ added: [], changed: [], removed: [] });
  });

  it('holds nothing but what the index lists', () => {
    expect([...index.files, 'index.json'].toSorted()).toEqual(files.toSorted());
  });

  it('has the two clusters of the seed with their four layers', () => {
    for (const cluster of ['metal', 'srvlab']) {
      for (const layer of ['sources', 'infrastructure', 'infrastructure-config']) {
        expect(files).toContain(`clusters/${cluster}/${layer}.yaml`);
      }
      expect(files).toContain(`clusters/${cluster}/flux-system/fluxinstance-flux.yaml`);
    }
    expect(files).toContain('clusters/srvlab/services.yaml');
  });

  it('finds every object where the index says', () => {
    const entries = Object.entries(index.objects);
    expect(entries.length).toBeGreaterThan(100);
    for (const [id, { file }] of entries) {
      const [cluster, own] = [file.split('/')[1], identity(refOf(parse(read(file)) as KubeObject))];
      expect(`${cluster}: ${own}`).toBe(id);
    }
  });

  it('names the user’s file for every object', () => {
    for (const [id, { source }] of Object.entries(index.objects)) expect(source, id).toMatch(/^clusters\/[a-z-]+\.ts$/);
  });

  it('holds no plaintext secret', () => {
    for (const { path, object } of objects) {
      if (object.kind !== 'Secret') continue;
      const data = (object as unknown as { stringData?: { [key: string]: string }; data?: unknown }).stringData ?? {};
      const keys = Object.keys(data).filter((key) => key !== 'networkdata' && key !== 'userdata');
      expect([path, ...keys]).toEqual([path]);
    }
  });
});

const reference = referenceFolder();

describe.skipIf(reference === undefined)('every object of dist', () => {
  it('is accepted by a validator of its own over the reference schemas, unknown fields refused', () => {
    const check = independentCheck(reference ?? '');
    const problems = objects.flatMap(({ path, object }) => check(object).map((problem) => `${path}: ${problem}`));
    expect(problems).toEqual([]);
  });
});
