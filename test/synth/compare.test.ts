import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareTree } from '../../src/synth/compare.ts';
import type { OutputFile } from '../../src/synth/files.ts';
import { OutputError, type OutputErrorCode } from '../../src/synth/output-error.ts';
import { after, before, filesOf, foreign, putTree, readTree, temporaryFolder } from './write-fixture.ts';

describe('compareTree', () => {
  it('adds everything where nothing is, and creates nothing itself', () => {
    const out = temporaryFolder();
    const change = compareTree(out, filesOf({ 'b/c': '1', a: '2' }), ['gone']);
    expect(change).toEqual({
      added: filesOf({ a: '2', 'b/c': '1' }),
      changed: [],
      removed: [],
      unchanged: [],
    });
    expect(() => readTree(out)).toThrow('ENOENT');
  });

  it('tells apart what is new, different, stale, the same, and not ours', () => {
    const out = temporaryFolder();
    putTree(out, { ...before, ...foreign });
    const change = compareTree(out, filesOf(after).toReversed(), Object.keys(before));
    expect(change.added.map(({ path }) => path)).toEqual([
      'apps/web/service.yaml',
      'case.yaml',
      'fresh/one/a.yaml',
      'fresh/two.yaml',
      'swap/file/inside.yaml',
      'swap/folder',
    ]);
    expect(change.changed.map(({ path }) => path)).toEqual(['apps/web/deployment.yaml', 'index.json']);
    expect(change.removed).toEqual([
      'Case.yaml',
      'apps/old/a.yaml',
      'apps/old/deep/b.yaml',
      'swap/file',
      'swap/folder/x.yaml',
    ]);
    expect(change.unchanged).toEqual(['apps/web/kustomization.yaml']);
  });

  it('compares bytes, not decoded text', () => {
    const out = temporaryFolder();
    putTree(out, {});
    writeFileSync(join(out, 'a'), new Uint8Array([0xff]));
    const bytes = (text: OutputFile['text']): readonly string[] =>
      compareTree(out, [{ path: 'a', text }], ['a']).unchanged;
    expect(bytes('\ufffd')).toEqual([]);
    expect(bytes(new Uint8Array([0xff]))).toEqual(['a']);
    expect(bytes(new Uint8Array([0xfe]))).toEqual([]);
    writeFileSync(join(out, 'a'), '\ufeffx\r\n');
    expect(bytes('x\r\n')).toEqual([]);
    expect(bytes('\ufeffx\r\n')).toEqual(['a']);
    writeFileSync(join(out, 'a'), '\ufffdé');
    expect(bytes('\ufffdé')).toEqual(['a']);
  });

  it('takes over a file that the index does not list when its bytes are the same', () => {
    const out = temporaryFolder();
    putTree(out, { a: '1' });
    expect(compareTree(out, filesOf({ a: '1' }), []).unchanged).toEqual(['a']);
  });

  it('replaces a link at the place of a listed file, whatever it leads to', () => {
    const out = temporaryFolder();
    putTree(out, { b: '1' });
    symlinkSync('b', join(out, 'a'));
    expect(compareTree(out, filesOf({ a: '1' }), ['a']).changed).toEqual(filesOf({ a: '1' }));
  });

  const refusals: [
    string,
    OutputErrorCode,
    Record<string, string>,
    readonly string[],
    (out: string) => void,
  ][] = [
    ['a path with ..', 'out/escapes', { 'a/../../b': '' }, [], () => {}],
    ['an absolute path', 'out/escapes', { '/etc/passwd': '' }, [], () => {}],
    ['a path with a backslash', 'out/escapes', { 'a\\b': '' }, [], () => {}],
    ['a path with an empty part', 'out/escapes', { 'a//b': '' }, [], () => {}],
    ['a path that ends in a slash', 'out/escapes', { 'a/': '' }, [], () => {}],
    ['a path with a part that is one dot', 'out/escapes', { './a': '' }, [], () => {}],
    ['a path with a line feed', 'out/escapes', { 'a\nb': '' }, [], () => {}],
    ['an empty path', 'out/escapes', { '': '' }, [], () => {}],
    ["a path in Git's folder", 'out/escapes', { '.Git/hooks/x': '' }, [], () => {}],
    ['a path in the staging folder', 'out/escapes', { '.cdk8s-nested/next/x': '' }, [], () => {}],
    ['an index that lists a path outside', 'out/escapes', {}, ['../x'], () => {}],
    ["an index that lists a path in Git's folder", 'out/escapes', {}, ['.git/config'], () => {}],
    ['paths that differ in letter case', 'out/path-collision', { 'a/B': '', 'a/b': '' }, [], () => {}],
    ['folders that differ in letter case', 'out/path-collision', { 'A/b': '', 'a/c': '' }, [], () => {}],
    [
      'paths that differ in Unicode form',
      'out/path-collision',
      { '\u00e9': '', 'e\u0301': '' },
      [],
      () => {},
    ],
    ['a file at the place of a folder', 'out/path-collision', { a: '', 'a/b/c': '' }, [], () => {}],
    [
      'a file at the place of a folder in another case',
      'out/path-collision',
      { A: '', 'a/b/c': '' },
      [],
      () => {},
    ],
    [
      'a foreign file with other bytes',
      'out/foreign-file',
      { a: '1' },
      [],
      (out) => putTree(out, { a: '2' }),
    ],
    [
      'a foreign file at the place of a folder',
      'out/foreign-file',
      { 'a/b': '' },
      [],
      (out) => putTree(out, { a: '' }),
    ],
    [
      'a foreign file in a folder to become a file',
      'out/foreign-file',
      { a: '' },
      ['a/b'],
      (out) => putTree(out, { 'a/b': '', 'a/c': '' }),
    ],
    [
      'an empty folder at the place of a file',
      'out/foreign-file',
      { a: '' },
      [],
      (out) => putTree(out, { 'a/': '' }),
    ],
    ['a foreign link', 'out/foreign-file', { a: '1' }, [], (out) => linkTo(out, 'a', 'b')],
    ['a linked folder above a new file', 'out/escapes', { 'a/b/c': '' }, [], (out) => linkTo(out, 'a', '..')],
    ['a linked folder above a stale file', 'out/escapes', {}, ['a/b'], (out) => linkTo(out, 'a', '..')],
    [
      'a linked folder above the same bytes',
      'out/escapes',
      { 'a/c': '1' },
      ['a/c'],
      (out) => linkTo(out, 'a', 'b', { 'b/c': '1' }),
    ],
    [
      'a file in place of the output folder',
      'out/not-a-folder',
      { a: '' },
      [],
      (out) => writeFileSync(out, ''),
    ],
  ];
  it.each(refusals)('refuses %s', (_, code, tree, previous, arrange) => {
    const out = temporaryFolder();
    arrange(out);
    const error = failure(() => compareTree(out, filesOf(tree), previous));
    expect(error.code).toBe(code);
    expect(error.message).toBe(`${error.path}: ${error.message.slice(error.path.length + 2)}`);
    for (const part of [error.got, error.expected, error.fix]) expect(error.message).toContain(part);
  });

  it('refuses the same path twice', () => {
    const twice = [...filesOf({ a: '1' }), ...filesOf({ a: '1' })];
    expect(failure(() => compareTree(temporaryFolder(), twice, [])).code).toBe('out/path-collision');
  });

  it('accepts unusual names that stay inside', () => {
    const out = temporaryFolder();
    mkdirSync(out);
    const tree = {
      '.sourceignore': '',
      '..a': '',
      'a..b/...': '',
      'é ü/x': '',
      '.gitignore': '',
      'x.git/y': '',
    };
    expect(compareTree(out, filesOf(tree), []).added).toHaveLength(6);
  });
});

function linkTo(out: string, path: string, target: string, tree: Record<string, string> = {}): void {
  putTree(out, tree);
  symlinkSync(target, join(out, path));
}

function failure(run: () => unknown): OutputError {
  try {
    run();
  } catch (error) {
    if (error instanceof OutputError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
