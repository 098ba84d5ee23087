import { mkdirSync, readFileSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { initFiles } from '../../src/cli/init-files.ts';
import { PACKAGE, ROOT, cli, node, userFolder, writeFiles } from './run.ts';

/** Text by path, of every file below a folder. */
function tree(folder: string): ReadonlyMap<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return new Map(files.toSorted().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** Changed lines as `- old` and `+ new` by file; files that are on one side only are whole. */
function diff(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): object {
  const changed = [...new Set([...before.keys(), ...after.keys()])].toSorted().flatMap((path) => {
    const [was = [], is = []] = [before, after].map((side) => side.get(path)?.split('\n'));
    const [gone, come] = [was.filter((line) => !is.includes(line)), is.filter((line) => !was.includes(line))];
    const lines = [...gone.map((line) => `- ${line.trim()}`), ...come.map((line) => `+ ${line.trim()}`)];
    return lines.length === 0 ? [] : [[path, lines] as const];
  });
  return Object.fromEntries(changed);
}

/** A new repository with this package linked into it. */
async function started(): Promise<string> {
  const parent = userFolder();
  const made = await cli(parent, ['init', 'harbour']);
  expect([made.stderr, made.code]).toEqual(['', 0]);
  const folder = join(parent, 'harbour');
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(PACKAGE, join(folder, 'node_modules/cdk8s-nested'));
  return folder;
}

describe('init', () => {
  it('starts a repository whose change of one number is one line of the repository', async () => {
    const folder = await started();
    const first = await cli(folder, ['synth']);
    expect([first.stderr, first.code]).toEqual(['', 0]);
    const before = tree(join(folder, 'dist'));

    const lab = readFileSync(join(folder, 'clusters/lab.ts'), 'utf8');
    expect(lab).toContain('fixed(2)');
    writeFiles(folder, { 'clusters/lab.ts': lab.replace('fixed(2)', 'fixed(5)') });
    await cli(folder, ['synth']);
    expect(diff(before, tree(join(folder, 'dist')))).toEqual({
      'manifests/metal/inner-lab/workers/virtualmachineinstancereplicaset-lab-workers.yaml': [
        '- replicas: 2',
        '+ replicas: 5',
      ],
    });
  });

  it('starts a repository in which an address is one fact', async () => {
    const folder = await started();
    await cli(folder, ['synth']);
    const before = tree(join(folder, 'dist'));
    const lab = readFileSync(join(folder, 'clusters/lab.ts'), 'utf8');
    writeFiles(folder, { 'clusters/lab.ts': lab.replace("'10.42.66.123'", "'10.42.66.124'") });
    await cli(folder, ['synth']);
    const lines = Object.values(diff(before, tree(join(folder, 'dist')))).flat();
    // What changes holds the address, or is derived from it.
    expect(
      lines.filter(
        (line) => !/10\.42\.66\.12[34]|macAddress: |(?:mac|macaddress|uuid)\b/i.test(String(line)),
      ),
    ).toEqual([]);
    expect(lines.length).toBeGreaterThan(0);
  });

  it('starts a repository that is type-correct by its own settings', async () => {
    const folder = await started();
    // The package itself is not installed here: its types are those of the sources.
    const compilerOptions = {
      paths: { 'cdk8s-nested': [join(ROOT, 'constructs/index.ts')] },
      // Those sources, unlike the declarations of the package, need more than the user's program.
      lib: ['ES2023'],
      types: ['node'],
      resolveJsonModule: true,
    };
    writeFiles(folder, { 'here.json': JSON.stringify({ extends: './tsconfig.json', compilerOptions }) });
    const { code, stdout } = await node(folder, [
      join(ROOT, 'node_modules/typescript/bin/tsc'),
      '-p',
      'here.json',
    ]);
    expect([stdout, code]).toEqual(['', 0]);
  });

  it('names scripts, commands and files in its README that are there', async () => {
    const folder = await started();
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    const { scripts }: { scripts: object } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    await cli(folder, ['synth']);
    const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1]);
    expect(named.filter((name) => !(name !== undefined && name in scripts))).toEqual([]);
    expect(named.length).toBeGreaterThan(2);
    const files = [...readme.matchAll(/`((?:clusters|dist)\/[^`]*)`/g)].map((match) => match[1] ?? '');
    expect(files.filter((file) => !statSync(join(folder, file), { throwIfNoEntry: false }))).toEqual([]);
    expect(files.length).toBeGreaterThan(1);
  });

  it('tells cdk8s itself how to run it', () => {
    const files = initFiles('harbour', '1.0.0', {
      cdk8s: '1',
      'cdk8s-plus-28': '1',
      constructs: '1',
      tsx: '1',
    });
    expect(parse(files['cdk8s.yaml'] ?? '')).toEqual({
      language: 'typescript',
      app: 'npx cdk8s-nested synth',
      output: 'dist',
    });
  });

  it('takes an empty folder, also one that is a new Git repository', async () => {
    const folder = userFolder({ 'harbour/.git/HEAD': 'ref: refs/heads/main\n' });
    const { code } = await cli(join(folder, 'harbour'), ['init', '.']);
    expect(code).toBe(0);
    expect(readFileSync(join(folder, 'harbour/clusters/datacenter.ts'), 'utf8')).toContain(
      "new Datacenter('harbour'",
    );
  });

  it.for<[string, string, { readonly [path: string]: string }, string]>([
    ['a folder that holds something', 'harbour', { 'harbour/notes.txt': '' }, 'init/not-empty'],
    ['a file', 'harbour', { harbour: '' }, 'out/not-writable'],
    ['a name that no cluster could carry', 'Harbour_1', {}, 'name/malformed'],
    ['a place where nothing can be made', '/sys/harbour', {}, 'out/not-writable'],
  ])('refuses %s and leaves it alone', async ([, dir, files, code]) => {
    const folder = userFolder(files);
    const refused = await cli(folder, ['init', dir]);
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain(`error[${code}]: `);
    expect(refused.stderr).not.toMatch(/^ +at /m);
    expect([...tree(folder)]).toEqual(Object.entries(files));
  });
});
