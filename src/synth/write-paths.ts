import { OutputError } from './output-error.ts';

/** The folder inside the output folder that holds a run while it is being written. Gone when no run is under way. */
export const stagingFolder = '.cdk8s-nested';

/**
 * Refuses paths that could name a file outside the output folder (absolute, `..`, a backslash or a control character), inside
 * `.git` or inside the staging folder. O(length of the paths).
 */
export function checkPaths(paths: Iterable<string>): void {
  for (const path of paths) {
    if (usualPath.test(path)) continue;
    const got = JSON.stringify(path);
    if (!safePath.test(path)) {
      throw new OutputError('out/escapes', {
        path,
        problem: 'the path does not stay inside the output folder',
        got,
        expected: 'names separated by single slashes, without ".", "..", backslashes or control characters',
        fix: 'name the file relative to the output folder',
      });
    }
    if (ownedByOthers.test(path)) {
      throw new OutputError('out/escapes', {
        path,
        problem: 'the path lies in a folder that is not part of the tree',
        got,
        expected: `a path outside .git and ${stagingFolder}`,
        fix: 'choose another folder',
      });
    }
  }
}

/**
 * Refuses files that a file system could not tell apart or hold together: the same path twice, paths or folders that differ in
 * letter case or Unicode form only, and a file at the place of a folder. O(length of the paths).
 */
export function checkCollisions(paths: readonly string[]): void {
  const files = new Map<string, string>();
  for (const path of paths) claim(files, path, path);
  const folders = new Map<string, string>();
  const seen = new Set<string>();
  for (const path of paths) {
    for (let folder = parentOf(path); folder !== '' && !seen.has(folder); folder = parentOf(folder)) {
      seen.add(folder);
      const file = files.get(fold(folder));
      if (file !== undefined) throw collision(path, file, 'a file stands where a folder must be');
      claim(folders, folder, path);
    }
  }
}

/** The folder of a path, '' for the output folder itself. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** A link to a folder outside would let the tree write there; one inside would give a file two paths. */
export function linkedFolder(path: string): OutputError {
  return new OutputError('out/escapes', {
    path,
    problem: 'a folder of the tree is a symbolic link',
    got: 'a symbolic link',
    expected: 'a folder',
    fix: 'replace the link by a folder',
  });
}

/** Most paths pass at one glance; each part starts with a letter or a digit. */
const usualPath = /^[A-Za-z0-9][\w.-]*(?:\/[A-Za-z0-9][\w.-]*)*$/;
// oxlint-disable-next-line no-control-regex
const safePath = /^(?!\.{1,2}(?:\/|$))[^/\\\0-\x1f\x7f]+(?:\/(?!\.{1,2}(?:\/|$))[^/\\\0-\x1f\x7f]+)*$/;
const ownedByOthers = /^\.cdk8s-nested(?:\/|$)|(?:^|\/)\.git(?:\/|$)/i;

function claim(owners: Map<string, string>, name: string, path: string): void {
  const folded = fold(name);
  const other = owners.get(folded);
  if (other !== undefined) {
    throw collision(
      path,
      other,
      name === other ? 'two files have the same path' : 'two paths differ in letter case only',
    );
  }
  owners.set(folded, name);
}

function fold(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

function collision(path: string, other: string, problem: string): OutputError {
  return new OutputError('out/path-collision', {
    path,
    problem,
    got: `${JSON.stringify(path)} and ${JSON.stringify(other)}`,
    expected: 'paths that every file system keeps apart',
    fix: 'rename one of the objects',
  });
}
