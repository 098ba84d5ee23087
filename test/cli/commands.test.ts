import { existsSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { cli, program, userFolder, writeFiles } from './run.ts';
import type { Run } from './run.ts';

const APP = ['--app', 'main.mjs'];

/** What a run with --json printed; anything else on stdout does not parse. */
function json(run: Run): object {
  const value: object = JSON.parse(run.stdout);
  return value;
}

/** Codes of the findings on the error stream, in their order. */
function codes({ stderr }: Run): readonly (string | undefined)[] {
  return [...stderr.matchAll(/^(?:error|warning)\[(.*)\]/gm)].map((match) => match[1]);
}

describe.concurrent('help', () => {
  const folder = userFolder();

  it.for([
    [[], ['synth', 'check', 'explain', 'import', 'init', 'Exit codes']],
    [['synth'], ['--app', '--out', '--check', '--json', 'CDK8S_OUTDIR']],
    [['check'], ['--app', '--out', '--json']],
    [['explain'], ['[code]', '--json']],
    [['import'], ['[files...]', '--out', '--reference', '--json']],
    [['init'], ['<dir>']],
  ] as const)('of "%j" is printed on stdout and ends with 0', async ([command, words]) => {
    const { code, stdout, stderr } = await cli(folder, [...command, '--help']);
    expect([code, stderr]).toEqual([0, '']);
    for (const word of words) expect(stdout).toContain(word);
  });

  it.for([
    [['snyth']],
    [['synth', '--no-such-option']],
    [['init']],
    [['import']],
    [['import', 'crd.yaml', '--reference', '../shared']],
    [['explain', 'address/overlop']],
  ])('wrong use ends with 2 and a hint on stderr: %j', async ([args]) => {
    const { code, stdout, stderr } = await cli(folder, args ?? []);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/add --help|did you mean address\/overlap\?/);
  });
});

describe.concurrent('explain', () => {
  const folder = userFolder();

  it('tells the title and the reason of a code', async () => {
    const { code, stdout } = await cli(folder, ['explain', 'address/overlap']);
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toBe('address/overlap');
    expect(stdout.length).toBeGreaterThan(100);
  });

  it('lists every code, one a line, and the same as JSON', async () => {
    const [text, data] = await Promise.all([cli(folder, ['explain']), cli(folder, ['explain', '--json'])]);
    const listed = text.stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0]);
    expect(listed).toEqual(Object.keys(json(data)));
    expect(listed).toContain('import/unreadable');
  });
});

describe('synth and check', () => {
  it('write, then find nothing to do, then say what is stale', async () => {
    const folder = userFolder({ 'main.mjs': program('') });
    const first = await cli(folder, ['synth', ...APP, '--json']);
    expect(first.code).toBe(0);
    expect(json(first)).toMatchObject({
      out: 'dist',
      objects: 1,
      findings: [],
      waived: [],
      uncheckedRules: [],
    });
    const written = join(folder, 'dist/manifests/metal/services/configmap-settings.yaml');
    expect(parse(readFileSync(written, 'utf8'))).toMatchObject({ kind: 'ConfigMap', data: { a: 'b' } });

    const same = await cli(folder, ['synth', ...APP, '--check']);
    expect([same.code, same.stderr]).toEqual([0, '']);

    writeFiles(folder, { 'main.mjs': program('').replace("a: 'b'", "a: 'c'") });
    const before = readFileSync(written, 'utf8');
    const [stale, data, checked] = await Promise.all([
      cli(folder, ['synth', ...APP, '--check']),
      cli(folder, ['synth', ...APP, '--check', '--json']),
      cli(folder, ['check', ...APP]),
    ]);
    expect([stale.code, stale.stdout]).toEqual([1, '']);
    expect(stale.stderr).toContain('changed manifests/metal/services/configmap-settings.yaml');
    expect(data.code).toBe(1);
    expect(json(data)).toMatchObject({
      change: { added: [], changed: ['manifests/metal/services/configmap-settings.yaml'], removed: [] },
    });
    // `check` is about mistakes, not about what is committed.
    expect([checked.code, checked.stdout]).toEqual([0, '1 objects, no errors\n']);
    expect(readFileSync(written, 'utf8')).toBe(before);
  });

  it('write to CDK8S_OUTDIR, by which cdk8s names the folder, unless --out says otherwise', async () => {
    const folder = userFolder({ 'main.mjs': program('') });
    await cli(folder, ['synth', ...APP], { CDK8S_OUTDIR: 'from-cdk8s' });
    expect(existsSync(join(folder, 'from-cdk8s/index.json'))).toBe(true);
    await cli(folder, ['synth', ...APP, '--out', 'given'], { CDK8S_OUTDIR: 'from-cdk8s' });
    expect(readdirSync(folder).toSorted()).toEqual(['from-cdk8s', 'given', 'main.mjs']);
  });

  it('show all findings of a run on stderr, and write nothing', async () => {
    const folder = userFolder({
      'main.mjs': program(
        "new ConfigMap(metal.services, 'x', { metadata: { name: 'settings', namespace: 'default' } });",
      ),
    });
    const [text, data] = await Promise.all([
      cli(folder, ['synth', ...APP]),
      cli(folder, ['check', ...APP, '--json']),
    ]);
    expect([text.code, text.stdout, codes(text)]).toEqual([1, '', ['flux/identity']]);
    expect(text.stderr).toContain('1 error, nothing written');
    expect(data.code).toBe(1);
    expect(json(data)).toMatchObject({ findings: [{ code: 'flux/identity' }] });
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });

  it('colour the output only when asked to or on a terminal', async () => {
    const folder = userFolder({ 'main.mjs': 'export {};' });
    const [plain, forced, refused, inCi] = await Promise.all([
      cli(folder, ['check', ...APP]),
      cli(folder, ['check', ...APP], { FORCE_COLOR: '1' }),
      cli(folder, ['check', ...APP], { FORCE_COLOR: '1', NO_COLOR: '1' }),
      cli(folder, ['check', ...APP], { CI: 'true' }),
    ]);
    expect([plain, forced, refused, inCi].map(({ stderr }) => stderr.includes('\u001b['))).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });
});

describe.concurrent('one finding, and no stack', () => {
  it.for<[string, string, string, string]>([
    ['a program without a datacenter', 'app/no-datacenter', 'export const site = 1;', 'among site'],
    [
      'two datacenters',
      'app/no-datacenter',
      program(
        "export const other = new Datacenter('other', { supernet: '10.0.0.0/8', repository: { url: 'https://x.org/y' } });",
      ),
      '2 of them among other, site',
    ],
    [
      'an error that the program throws',
      'app/failed',
      program("throw new Error('no inventory');"),
      'main.mjs:10',
    ],
    ['a TypeError in the program', 'app/failed', program('JSON.parse("null").nodes;'), 'main.mjs:10'],
    ['a name that is used twice', 'app/failed', program("new Cluster(site, 'metal');"), 'main.mjs:10'],
    ['a module that is not there', 'app/failed', "import './lab.mjs';", 'lab.mjs'],
    [
      'a name that the package does not have',
      'app/failed',
      "import { Datacentre } from 'cdk8s-nested'; Datacentre;",
      'main.mjs:1',
    ],
    ['text that is no program', 'app/failed', 'export const site = {;', 'SyntaxError'],
    ['something thrown that is no error', 'app/failed', "throw 'no inventory';", 'no inventory'],
    [
      'an argument that is refused',
      'name/malformed',
      program("new Datacenter('Big Site', { supernet: '10.0.0.0/8', repository: { url: 'x' } });"),
      'main.mjs:10',
    ],
    [
      'half a surrogate pair',
      'yaml/unwritable',
      program(
        "new ConfigMap(metal.services, 'x', { metadata: { name: 'x', namespace: 'default' }, data: { a: '\\ud800' } });",
      ),
      'main.mjs:9',
    ],
    [
      'a text file outside of the folder',
      'out/escapes',
      program("new TextFile(metal, 'x', { path: '../x.txt', text: '' });", ['TextFile']),
      '../x.txt',
    ],
    [
      'two files that one folder cannot hold',
      'out/path-collision',
      program("for (const path of ['a/B', 'a/b']) new TextFile(metal, path.slice(2), { path, text: '' });", [
        'TextFile',
      ]),
      'a/B',
    ],
  ])('%s', async ([, code, text, line]) => {
    const folder = userFolder({ 'main.mjs': text });
    const run = await cli(folder, ['synth', ...APP]);
    expect([run.code, run.stdout, codes(run)]).toEqual([1, '', [code]]);
    expect(run.stderr).not.toMatch(/^ +at /m);
    expect(run.stderr).toContain(line);
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });

  it('TypeScript that is no program', async () => {
    const run = await cli(userFolder({ 'main.ts': 'const a: string = {;' }), ['check', '--app', 'main.ts']);
    expect([run.code, codes(run)]).toEqual([1, ['app/failed']]);
  });

  it('a program that is not there', async () => {
    const run = await cli(userFolder(), ['synth']);
    expect([run.code, codes(run)]).toEqual([1, ['app/not-found']]);
  });

  it.for<[string, string, (folder: string) => string]>([
    ['an output folder that is a file', 'out/not-a-folder', () => 'main.mjs'],
    ['an output folder below a file', 'out/not-writable', () => 'main.mjs/dist'],
    ['an output folder that nobody can make', 'out/not-writable', () => '/sys/dist'],
    [
      'a folder of the tree that is a link',
      'out/escapes',
      (folder) => {
        writeFiles(folder, { 'elsewhere/x': '', 'dist/x': '' });
        symlinkSync(join(folder, 'elsewhere'), join(folder, 'dist/manifests'));
        return 'dist';
      },
    ],
    [
      'an index of somebody else',
      'out/broken-index',
      (folder) => {
        writeFiles(folder, { 'dist/index.json': '[]' });
        return 'dist';
      },
    ],
  ])('%s', async ([, code, prepare]) => {
    const folder = userFolder({ 'main.mjs': program('') });
    const out = prepare(folder);
    const before = readdirSync(folder, { recursive: true });
    const run = await cli(folder, ['synth', ...APP, '--out', out]);
    expect([run.code, codes(run)]).toEqual([1, [code]]);
    expect(run.stderr).not.toMatch(/^ +at /m);
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
  });
});

describe('a defect of this package', () => {
  it('ends with 3 and the stack that a report needs', async () => {
    const run = await cli(
      userFolder({ 'main.mjs': program("new TextFile(metal, 'x', JSON.parse('null'));", ['TextFile']) }),
      ['synth', ...APP],
    );
    expect([run.code, run.stdout]).toEqual([3, '']);
    expect(run.stderr).toMatch(/^TypeError: /);
    expect(run.stderr).toContain('please report this');
  });
});
