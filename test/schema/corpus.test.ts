import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { Bundle } from '../../src/schema/bundle.ts';
import { goRegExp } from '../../src/schema/formats.ts';
import { harden } from '../../src/schema/harden.ts';
import { SchemaFolder } from '../../src/schema/schema-folder.ts';
import { uniqueBy } from '../../src/schema/unique-by.ts';
import { mutate, randomDocument, seeded } from './random-document.ts';

const schemas = new URL('../../imports/schemas/', import.meta.url);
const bundle = JSON.parse(readFileSync(new URL('bundle.json', schemas), 'utf8')) as Bundle;
const folder = new SchemaFolder(schemas);

describe('validators compiled ahead of time', () => {
  it.each([...groupKinds()])(
    'agree with ajv at run time on random documents of %s',
    async (_group, roots) => {
      let accepted = 0;
      for (const [key, root] of roots) {
        const slash = key.lastIndexOf('/');
        const fast = folder.loadCheck(key.slice(0, slash), key.slice(slash + 1));
        const schema = harden(bundle, root);
        const plain = plainAjv().compile(schema);
        const random = seeded(root);
        for (let round = 0; round < 40; round++) {
          const document = randomDocument(schema, random);
          if (plain(document)) accepted++;
          expect(verdict(key, document, fast(document))).toBe(verdict(key, document, plain(document)));
          const mutated = mutate(document, random);
          expect(verdict(key, mutated, fast(mutated))).toBe(verdict(key, mutated, plain(mutated)));
        }
      }
      expect(accepted, 'accepted random documents').toBeGreaterThan(roots.length);
    },
  );
});

function verdict(key: string, document: unknown, accepted: boolean): string {
  return `${accepted ? 'accepts' : 'refuses'} ${key} ${JSON.stringify(document)}`;
}

/** ajv as anyone would use it: no shared functions, no generated source, uniqueBy as an ordinary function. */
function plainAjv(): Ajv {
  const ajv = new Ajv({
    strict: false,
    validateFormats: false,
    logger: false,
    code: { regExp: Object.assign((pattern: string) => goRegExp(pattern), { code: 'go' }) },
  });
  ajv.addKeyword({
    keyword: 'uniqueBy',
    type: 'array',
    schemaType: 'array',
    validate: (keys: readonly string[], list: readonly unknown[]) => uniqueBy(list, keys),
  });
  return ajv;
}

function groupKinds(): ReadonlyMap<string, [string, number][]> {
  const groups = new Map<string, [string, number][]>();
  for (const [key, root] of Object.entries(bundle.roots)) {
    const group = key.split('/').length === 2 ? 'core' : key.slice(0, key.indexOf('/'));
    groups.set(group, [...(groups.get(group) ?? []), [key, root]]);
  }
  return groups;
}
