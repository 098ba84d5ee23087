import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { Datacenter } from '../../constructs/cluster/datacenter.ts';
import { synth } from '../../src/synth/index.ts';
import { ROOT, snippets } from './snippets.ts';

const folder = join(ROOT, '.cache', 'docs');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const programs = snippets()
  .filter((snippet) => snippet.language === 'ts')
  .map((snippet, number) => {
    const file = join(folder, `snippet-${number}.ts`);
    // A type check of the block as a module, even where it exports nothing.
    writeFileSync(file, `${snippet.text}\nexport {};\n`);
    return { ...snippet, file };
  });

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('code in the documentation', () => {
  it('exists', () => expect(programs.length).toBeGreaterThan(3));

  it('has the right types', () => {
    const config = join(folder, 'tsconfig.json');
    writeFileSync(config, JSON.stringify({ extends: '../../tsconfig.json', include: ['./*.ts'] }));
    let output = '';
    try {
      execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', config], {
        encoding: 'utf8',
      });
    } catch (error) {
      output = (error as { stdout: string }).stdout;
    }
    const named = programs.reduce(
      (text, { file, place }) => text.replaceAll(file.slice(ROOT.length), place),
      output,
    );
    expect(named).toBe('');
  });

  it.each(programs)('runs, and passes every check: $place', async ({ file }) => {
    const module = (await import(pathToFileURL(file).href)) as { readonly [name: string]: unknown };
    expect(module).toBeDefined();
    for (const site of Object.values(module)) {
      if (Datacenter.isDatacenter(site)) await synth(site, { out: join(folder, 'out'), check: true });
    }
  });
});

describe('commands in the documentation', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly scripts: { readonly [name: string]: string };
  };
  const lines = snippets()
    .filter(({ language }) => ['sh', 'bash', 'console'].includes(language))
    .flatMap(({ place, text }) => text.split('\n').map((line) => ({ place, line })));

  it.each(
    lines.flatMap(({ place, line }) =>
      [...line.matchAll(/npm run (\S+)/g)].map((match) => ({ place, name: match[1] ?? '' })),
    ),
  )('$place: npm run $name is a script', ({ name }) => expect(Object.keys(scripts)).toContain(name));

  it.each(
    lines.flatMap(({ place, line }) =>
      [...line.matchAll(/npx cdk8s-nested ([a-z]+)/g)].map((match) => ({ place, name: match[1] ?? '' })),
    ),
  )('$place: cdk8s-nested $name is a command', ({ name }) =>
    expect(existsSync(join(ROOT, 'src/cli', `${name}.ts`))).toBe(true),
  );
});

describe('links in the documentation', () => {
  it('lead somewhere', () => {
    const pages = ['README.md', ...new Set(snippets().map(({ place }) => place.replace(/:\d+$/, '')))];
    const broken = pages.flatMap((page) => {
      const text = readFileSync(join(ROOT, page), 'utf8');
      return [...text.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)]
        .map((match) => join(ROOT, page, '..', match[1] ?? ''))
        .filter((target) => !existsSync(target));
    });
    expect(broken).toEqual([]);
  });
});
