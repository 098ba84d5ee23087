import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/checks/check.ts';
import { registry } from '../../src/checks/registry.ts';
import { objectsOf } from '../../src/model/index.ts';
import type { Finding, Repository } from '../../src/model/index.ts';
import { loadSchemas } from '../../src/schema/index.ts';
import { computeEdges } from '../../src/synth/edges.ts';

/** A repository that is right except for one mistake; its file is named after the code. */
interface Fixture {
  readonly repository: Repository;
  /** @default error */
  readonly severity?: Finding['severity'];
}

const schemas = await loadSchemas();
const codes = fixtureCodes();

describe('every rule', () => {
  it('has a fixture, and every fixture a rule', () => {
    expect(codes).toEqual(Object.keys(registry).toSorted());
  });

  it('is registered under its own code', () => {
    expect(Object.entries(registry).filter(([code, rule]) => code !== rule.code)).toEqual([]);
  });
});

describe.each(codes)('%s', (code) => {
  it('is the one finding of its fixture', async () => {
    const { repository, severity = 'error' } = await fixture(code);
    const found = await findings(repository);
    expect(found.map((one) => one.code)).toEqual([code]);
    expect(found.map((one) => one.severity ?? 'error')).toEqual([severity]);
    expect(found.filter((one) => one.message.endsWith('.') || one.message === '')).toEqual([]);
  });

  it('is all that is wrong with its fixture', async () => {
    const { repository } = await fixture(code);
    const { [code]: _, ...others } = registry;
    expect(await findings(repository, others)).toEqual([]);
  });
});

async function findings(repository: Repository, rules = registry): Promise<readonly Finding[]> {
  await schemas.prepare(objectsOf(repository).map((object) => object.manifest));
  const graph = computeEdges(repository, schemas);
  return check(repository, { schemas, graph }, Object.values(rules)).findings;
}

async function fixture(code: string): Promise<Fixture> {
  return (await import(`./${code}.ts`)) as Fixture;
}

/** `AREA/NAME` of every file in the folders beside this one. */
function fixtureCodes(): readonly string[] {
  const areas = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  return areas
    .flatMap(({ name }) =>
      readdirSync(`${import.meta.dirname}/${name}`).map((file) => `${name}/${file.replace(/\.ts$/, '')}`),
    )
    .toSorted();
}
