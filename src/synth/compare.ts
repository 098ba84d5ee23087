import { type Dirent, existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutputFile, TreeChange } from './files.ts';
import { OutputError } from './output-error.ts';
import { checkCollisions, checkPaths, linkedFolder, parentOf } from './write-paths.ts';

/**
 * What writing `files` to the folder `out` would do. `previous` are the paths that the index of the last run lists: only those may
 * be replaced or removed. Call `recoverTree` first, before the index is read. Reads each file once and each folder once; writes
 * nothing.
 *
 * Throws {@link OutputError}: `out/not-a-folder`, `out/escapes` (a path that leaves the folder, also through a symbolic link on
 * disk), `out/path-collision`, `out/foreign-file` (a file that the index does not list and whose bytes differ, or anything else
 * that is not ours to replace). A file with the same bytes is taken over. A link at the place of a listed file is replaced, never
 * followed.
 */
export function compareTree(
  out: string,
  files: readonly OutputFile[],
  previous: readonly string[],
): TreeChange {
  const wanted = files.toSorted((left, right) =>
    left.path < right.path ? -1 : left.path > right.path ? 1 : 0,
  );
  const paths = wanted.map((file) => file.path);
  checkPaths(paths);
  checkPaths(previous);
  checkCollisions(paths);

  const disk = openFolders(out);
  const listed = new Set(previous);
  const emitted = new Set(paths);
  const removed = previous.filter((path) => !emitted.has(path) && isFileLike(disk.entry(path)));
  const leaving = new Set(removed);

  const added: OutputFile[] = [];
  const changed: OutputFile[] = [];
  const unchanged: string[] = [];
  for (const file of wanted) {
    const { path, text } = file;
    const entry = disk.entry(path, leaving);
    if (entry === undefined) {
      added.push(file);
    } else if (entry.isDirectory()) {
      checkFolderLeaves(out, path, leaving);
      added.push(file);
    } else if (entry.isFile() && hasText(join(out, path), text)) {
      unchanged.push(path);
    } else if (listed.has(path)) {
      changed.push(file);
    } else {
      throw foreign(path, entry.isFile() ? 'a file with other content' : 'a link or a special file');
    }
  }
  return { added, changed, removed: [...leaving].toSorted(), unchanged };
}

interface Disk {
  /**
   * What is at the path, undefined when nothing is. Throws where a folder of the path is a link, or a file that is not in
   * `leaving`.
   */
  entry(path: string, leaving?: ReadonlySet<string>): Dirent | undefined;
}

/** The folders of the tree as they are on disk, each read when first asked for. */
function openFolders(out: string): Disk {
  // Of a path that ends with a slash only a folder exists.
  const isFolder = existsSync(`${out}/`);
  if (!isFolder && existsSync(out)) {
    throw new OutputError('out/not-a-folder', {
      path: out,
      problem: 'the output folder is not a folder',
      got: 'a file',
      expected: 'a folder, or nothing',
      fix: 'choose another output folder',
    });
  }
  const nothing: ReadonlyMap<string, Dirent> = new Map();
  const folders = new Map<string, ReadonlyMap<string, Dirent>>([['', isFolder ? readFolder(out) : nothing]]);

  const entriesOf = (
    folder: string,
    leaving: ReadonlySet<string> | undefined,
  ): ReadonlyMap<string, Dirent> => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const entry = entriesOf(parentOf(folder), leaving).get(nameOf(folder));
    if (entry?.isSymbolicLink()) throw linkedFolder(folder);
    if (entry !== undefined && !entry.isDirectory()) {
      // A file that leaves makes room for a folder. Without `leaving`, nothing of ours can be below a file.
      if (leaving !== undefined && !leaving.has(folder))
        throw foreign(folder, 'a file where a folder must be');
      return nothing;
    }
    const entries = entry === undefined ? nothing : readFolder(join(out, folder));
    folders.set(folder, entries);
    return entries;
  };
  return { entry: (path, leaving) => entriesOf(parentOf(path), leaving).get(nameOf(path)) };
}

function readFolder(folder: string): ReadonlyMap<string, Dirent> {
  return new Map(readdirSync(folder, { withFileTypes: true }).map((entry) => [entry.name, entry]));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function isFileLike(entry: Dirent | undefined): boolean {
  return entry !== undefined && (entry.isFile() || entry.isSymbolicLink());
}

/** Bytes that are not UTF-8 decode to U+FFFD, so only text that holds none can be compared as text, which is faster. */
function hasText(path: string, text: string | Uint8Array): boolean {
  if (typeof text === 'string' && !text.includes('\ufffd')) return readFileSync(path, 'utf8') === text;
  return readFileSync(path).equals(typeof text === 'string' ? Buffer.from(text) : text);
}

/** A file may take the place of a folder only when the folder holds nothing but files that leave. */
function checkFolderLeaves(out: string, folder: string, leaving: ReadonlySet<string>): void {
  const open = [folder];
  for (const path of open) {
    const names = readdirSync(join(out, path)).toSorted();
    if (names.length === 0) throw foreign(path, 'an empty folder');
    for (const name of names) {
      const inside = `${path}/${name}`;
      if (lstatSync(join(out, inside)).isDirectory()) open.push(inside);
      else if (!leaving.has(inside)) throw foreign(inside, 'a file in a folder that must become a file');
    }
  }
}

function foreign(path: string, got: string): OutputError {
  return new OutputError('out/foreign-file', {
    path,
    problem: 'the index does not list what is at this path, so it is not replaced',
    got,
    expected: 'nothing, or a file that the last run wrote',
    fix: 'move it away, or choose another output folder',
  });
}
