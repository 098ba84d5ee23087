import { describe, expect, it } from 'vitest';
import { registry } from '../../src/checks/registry.ts';
import type { Json, KubeObject, Repository } from '../../src/model/index.ts';
import { objectsOf } from '../../src/model/index.ts';
import { contextOf } from './context.ts';

const ODD: readonly Json[] = [null, 7, 'odd', [null], { odd: {} }];

/** Every way to put one odd value somewhere inside a value. */
function* oddities(value: Json | undefined): Iterable<Json> {
  if (value === null || typeof value !== 'object') return;
  for (const [key, item] of Object.entries(value)) {
    for (const odd of [...ODD, ...oddities(item)]) yield replaced(value, key, odd);
  }
}

function replaced(value: Json, key: string, odd: Json): Json {
  return Array.isArray(value) ? value.with(Number(key), odd) : Object.assign({}, value, { [key]: odd });
}

function withObject(repository: Repository, place: number, manifest: KubeObject): Repository {
  let at = 0;
  const clusters = repository.clusters.map((cluster) => ({
    ...cluster,
    layers: cluster.layers.map((layer) => {
      const copy = { ...layer, objects: [...layer.objects] };
      copy.objects = layer.objects.map((object) => ({
        ...object,
        layer: copy,
        ...(at++ === place ? { manifest } : {}),
      }));
      return copy;
    }),
  }));
  return { ...repository, clusters };
}

describe('a rule', () => {
  it.each(Object.entries(registry))(
    'reports and never fails on odd values in the objects of its fixture: %s',
    async (code, rule) => {
      const { repository }: { repository: Repository } = await import(
        new URL(`../invalid/${code}.ts`, import.meta.url).href
      );
      const context = await contextOf(repository);
      const failed: string[] = [];
      for (const [place, { manifest }] of objectsOf(repository).entries()) {
        for (const part of ['metadata', 'spec']) {
          for (const value of oddities(manifest[part])) {
            const odd = { ...manifest, [part]: value } as KubeObject;
            try {
              void [...rule.validate(withObject(repository, place, odd), context)];
            } catch (error) {
              failed.push(`${String(error)}: ${JSON.stringify(odd)}`);
            }
          }
        }
      }
      expect(failed.slice(0, 3)).toEqual([]);
    },
  );
});
