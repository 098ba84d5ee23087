import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { registry } from '../../src/checks/registry.ts';
import { explanations } from '../../src/cli/explanations.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Every `code: '...'` and `new OutputError('...')` that the sources hold. */
function codesInSources(): readonly string[] {
  const codes = new Set<string>();
  for (const room of ['src', 'constructs']) {
    for (const file of readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts')) continue;
      const text = readFileSync(join(ROOT, room, file), 'utf8');
      for (const match of text.matchAll(/(?:\bcode: |OutputError\(\s*)'([a-z0-9-]+\/[a-z0-9-]+)'/g))
        codes.add(match[1] ?? '');
    }
  }
  return [...codes].toSorted();
}

describe('explain', () => {
  const known = explanations();

  it.each(codesInSources())('knows %s', (code) => expect(Object.keys(known)).toContain(code));

  it('knows every rule under its own code', () => {
    for (const [code, rule] of Object.entries(registry)) expect(rule.code).toBe(code);
  });

  it('has a title and a reason for everything it knows', () => {
    for (const { title, why } of Object.values(known)) {
      expect(title.length).toBeGreaterThan(10);
      expect(why.length).toBeGreaterThan(10);
    }
  });
});
