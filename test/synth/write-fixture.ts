import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { OutputFile } from '../../src/synth/files.ts';

/** Paths and their text; a folder that is empty is `{ 'path/': '' }`, a link `{ path: '-> target' }`. */
export type Tree = Readonly<Record<string, string>>;

export function temporaryFolder(): string {
  return join(mkdtempSync(join(tmpdir(), 'cdk8s-nested-test-')), 'out');
}

export function filesOf(tree: Tree): OutputFile[] {
  return Object.entries(tree).map(([path, text]) => ({ path, text }));
}

export function putTree(out: string, tree: Tree): void {
  mkdirSync(out, { recursive: true });
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    if (path.endsWith('/')) mkdirSync(join(out, path), { recursive: true });
    else writeFileSync(join(out, path), text);
  }
}

/** Everything below the folder. */
export function readTree(out: string): Tree {
  const tree: Record<string, string> = {};
  const open = [''];
  for (const folder of open) {
    const names = readdirSync(join(out, folder)).toSorted();
    if (names.length === 0 && folder !== '') tree[`${folder}/`] = '';
    for (const name of names) {
      const path = folder === '' ? name : `${folder}/${name}`;
      const found = lstatSync(join(out, path));
      if (found.isDirectory()) open.push(path);
      else
        tree[path] = found.isSymbolicLink()
          ? `-> ${readlinkSync(join(out, path))}`
          : readFileSync(join(out, path), 'utf8');
    }
  }
  return Object.fromEntries(Object.entries(tree).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

/** A run that does everything at once: adds, changes, removes, swaps a file for a folder and a folder for a file. */
export const before: Tree = {
  'index.json': '1',
  'apps/web/deployment.yaml': 'old',
  'apps/web/kustomization.yaml': 'same',
  'apps/old/a.yaml': 'a',
  'apps/old/deep/b.yaml': 'b',
  'swap/file': 'file',
  'swap/folder/x.yaml': 'x',
  'Case.yaml': 'case',
};

export const after: Tree = {
  'index.json': '2',
  'apps/web/deployment.yaml': 'new',
  'apps/web/kustomization.yaml': 'same',
  'apps/web/service.yaml': 'svc',
  'fresh/one/a.yaml': '1',
  'fresh/two.yaml': '2',
  'swap/file/inside.yaml': 'inside',
  'swap/folder': 'now a file',
  'case.yaml': 'case',
};

export const foreign: Tree = {
  'README.md': 'mine',
  'apps/old/notes.txt': 'mine too',
  'apps/web/mine/x': 'x',
  'empty/': '',
};

export function sorted(tree: Tree): Tree {
  return Object.fromEntries(Object.entries(tree).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
