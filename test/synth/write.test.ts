import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compareTree } from '../../src/synth/compare.ts';
import { OutputError } from '../../src/synth/output-error.ts';
import { recoverTree, writeTree } from '../../src/synth/write.ts';
import {
  after,
  before,
  filesOf,
  foreign,
  putTree,
  readTree,
  sorted,
  temporaryFolder,
  type Tree,
} from './write-fixture.ts';

const oldTree = sorted({ ...before, ...foreign });
// The empty folder that held nothing but removed files is gone, the one with a foreign file is not.
const newTree = sorted({ ...after, ...foreign });

describe('writeTree', () => {
  it('writes a first tree', () => {
    const out = join(temporaryFolder(), 'deep', 'er');
    write(out, after, {});
    expect(readTree(out)).toEqual(sorted(after));
  });

  it('adds, changes and removes what the comparison says, and touches nothing else', () => {
    const out = arranged();
    const untouched = lstatSync(join(out, 'apps/old/notes.txt')).ino;
    write(out, after, before);
    expect(readTree(out)).toEqual(newTree);
    expect(lstatSync(join(out, 'apps/old/notes.txt')).ino).toBe(untouched);
  });

  it('does nothing at all when nothing changed', () => {
    const out = temporaryFolder();
    write(out, after, {});
    const steps: string[] = [];
    const change = compareTree(out, filesOf(after), Object.keys(after));
    const times = timesOf(out);
    writeTree(out, change, { step: (name) => steps.push(name) });
    expect(steps).toEqual([]);
    expect(timesOf(out)).toEqual(times);
  });

  it('removes the folders that held only stale files', () => {
    const out = temporaryFolder();
    write(out, { 'a/b/c/d.yaml': '1', 'a/x.yaml': '2' }, {});
    write(out, {}, { 'a/b/c/d.yaml': '1', 'a/x.yaml': '2' });
    expect(readTree(out)).toEqual({});
  });

  it('replaces a link instead of writing through it', () => {
    const out = temporaryFolder();
    putTree(out, { '../outside': 'mine' });
    symlinkSync('../outside', join(out, 'a'));
    write(out, { a: 'ours' }, { a: 'ours' });
    expect(readTree(out)).toEqual({ a: 'ours' });
    expect(readTree(dirname(out))['outside']).toBe('mine');
  });

  it('leaves the tree alone when a later path is refused', () => {
    const out = arranged();
    const change = compareTree(out, filesOf(after), Object.keys(before));
    const bad = { ...change, added: [...change.added, { path: '../x', text: '' }] };
    expect(() => writeTree(out, bad)).toThrow(OutputError);
    expect(readTree(out)).toEqual(oldTree);
  });

  it('refuses to start while another run is staged', () => {
    const out = arranged();
    mkdirSync(join(out, '.cdk8s-nested'));
    expect(() => write(out, after, before)).toThrow(expect.objectContaining({ code: 'out/not-writable' }));
    expect(recoverTree(out)).toBe('nothing');
    expect(readTree(out)).toEqual(oldTree);
  });

  it('gives back the old tree when staging fails', () => {
    const out = arranged();
    const change = compareTree(out, filesOf(after), Object.keys(before));
    const tooLong = { ...change, added: [...change.added, { path: `z/${'x'.repeat(300)}`, text: '' }] };
    expect(() => writeTree(out, tooLong)).toThrow(/ENAMETOOLONG.*the tree is unchanged/);
    expect(readTree(out)).toEqual(oldTree);
  });

  it.skipIf(process.platform === 'win32')(
    'refuses a folder that is not writable, before anything changes',
    () => {
      for (const folder of ['', 'apps/web']) {
        const out = arranged();
        const user = giveToOrdinaryUser(out);
        chmodSync(join(out, folder), 0o555);
        const run = spawnSync(process.execPath, [...killedProgram, 'write', out, 'never'], {
          ...user,
          encoding: 'utf8',
        });
        expect(run.stderr).toContain("code: 'out/not-writable'");
        expect(run.stderr).toContain('EACCES');
        expect(readTree(out)).toEqual(oldTree);
      }
    },
  );
});

describe('recoverTree', () => {
  it('does nothing where no run was interrupted', () => {
    const out = temporaryFolder();
    expect(recoverTree(out)).toBe('nothing');
    expect(existsSync(out)).toBe(false);
  });

  it('completes or discards a run that stopped at any step, also when recovery stops at any step', () => {
    const steps: string[] = [];
    writeTree(...changeOf(arranged()), { step: (name) => steps.push(name) });
    expect(steps.length).toBeGreaterThan(20);
    const commit = steps.indexOf('commit');
    for (let stop = 0; stop < steps.length; stop++) {
      for (let again = 0; again < steps.length; again++) {
        const out = arranged();
        stopAt(stop, (step) => stoppedWrite(out, step));
        const stoppedAgain = stopAt(again, (step) => recoverTree(out, { step }));
        recoverTree(out);
        expect({ stop, again, tree: readTree(out) }).toEqual({
          stop,
          again,
          tree: stop <= commit ? oldTree : newTree,
        });
        if (!stoppedAgain) break;
      }
    }
  });

  it('brings back the old tree or the new one after kill -9', async () => {
    const steps: string[] = [];
    writeTree(...changeOf(arranged()), { step: (name) => steps.push(name) });
    const commit = steps.indexOf('commit');
    // A run cleans up after an error, but not after a kill, up to the commit; after it both are the same.
    const stops = steps.flatMap((_, stop) => (stop <= commit + 1 || stop % 4 === 0 ? [stop] : []));
    for (const stop of stops) {
      const out = arranged();
      expect(await killed('write', out, stop)).toBe('SIGKILL');
      if (stop % 2 === 0) await killed('recover', out, 2);
      recoverTree(out);
      expect({ stop, tree: readTree(out) }).toEqual({ stop, tree: stop <= commit ? oldTree : newTree });
    }
  }, 120_000);

  it('discards half a journal', () => {
    const out = arranged();
    putTree(out, { '.cdk8s-nested/journal.json': '{"remove":["READ', '.cdk8s-nested/next/x': '' });
    expect(recoverTree(out)).toBe('discarded');
    expect(readTree(out)).toEqual(oldTree);
  });

  it('follows neither a journal nor a link out of the folder', () => {
    const out = arranged();
    putTree(out, { '.cdk8s-nested/journal.json': '{"remove":["../victim"]}', '../victim': 'mine' });
    expect(() => recoverTree(out)).toThrow(expect.objectContaining({ code: 'out/escapes' }));

    const linked = arranged();
    putTree(linked, {
      '.cdk8s-nested/journal.json': '{"remove":[]}',
      '.cdk8s-nested/next/up/victim': 'ours',
      '../victim': 'mine',
    });
    symlinkSync('..', join(linked, 'up'));
    expect(() => recoverTree(linked)).toThrow(expect.objectContaining({ code: 'out/escapes', path: 'up' }));
    expect(readTree(dirname(linked))['victim']).toBe('mine');

    const staged = arranged();
    putTree(staged, { '../elsewhere/next/x': 'mine', '../elsewhere/journal.json': '{"remove":[]}' });
    symlinkSync('../elsewhere', join(staged, '.cdk8s-nested'));
    expect(() => recoverTree(staged)).toThrow(expect.objectContaining({ code: 'out/escapes' }));
    expect(readTree(dirname(staged))['elsewhere/next/x']).toBe('mine');
  });
});

function arranged(): string {
  const out = temporaryFolder();
  putTree(out, oldTree);
  return out;
}

function changeOf(out: string): [string, ReturnType<typeof compareTree>] {
  return [out, compareTree(out, filesOf(after), Object.keys(before))];
}

function write(out: string, tree: Tree, previous: Tree): void {
  writeTree(out, compareTree(out, filesOf(tree), Object.keys(previous)));
}

class Stopped extends Error {}

/** Whether the run was stopped. Up to the commit it then cleans up after itself, which a killed process does not. */
function stopAt(stop: number, run: (step: () => void) => unknown): boolean {
  let count = 0;
  try {
    run(() => {
      if (count++ === stop) throw new Stopped();
    });
    return false;
  } catch (error) {
    if (error instanceof Stopped || (error instanceof Error && error.cause instanceof Stopped)) return true;
    throw error;
  }
}

function stoppedWrite(out: string, step: () => void): void {
  writeTree(...changeOf(out), { step });
}

const killedProgram = ['--import', 'tsx', fileURLToPath(new URL('write-killed.ts', import.meta.url))];

async function killed(task: string, out: string, stop: number): Promise<string | null> {
  const child = spawn(process.execPath, [...killedProgram, task, out, String(stop)], {
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (_, signal) => resolve(signal));
  });
}

function timesOf(out: string): unknown {
  const paths = ['', ...Object.keys(readTree(out))];
  return paths.map((path) => [path, statSync(join(out, path)).mtimeMs, statSync(join(out, path)).ctimeMs]);
}

/** Root may write anywhere, so a test that runs as root gives the folder to nobody and returns how to run as nobody. */
function giveToOrdinaryUser(out: string): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const nobody = 65534;
  chmodSync(dirname(out), 0o755);
  for (const path of Object.keys(readTree(out))) {
    for (let part = path.replace(/\/$/, ''); part !== '.'; part = dirname(part))
      chownSync(join(out, part), nobody, nobody);
  }
  chownSync(out, nobody, nobody);
  return { uid: nobody, gid: nobody };
}
