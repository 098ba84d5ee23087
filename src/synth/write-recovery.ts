import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { OutputError } from './output-error.ts';
import { checkPaths, linkedFolder, parentOf, stagingFolder } from './write-paths.ts';

/** Called with the name of a step before it changes the disk. */
export type Step = (name: string) => void;

export interface StagingPlaces {
  readonly folder: string;
  /** Keeps a staged run out of commits. */
  readonly ignore: string;
  /** The new files, at their places in the tree. */
  readonly next: string;
  /** The journal before the commit. */
  readonly draft: string;
  /** The run has committed; stale files may still be there. */
  readonly journal: string;
  /** The journal once every stale file is gone, so that none is removed again where a new file stands since. */
  readonly moving: string;
}

export function stagingPlaces(out: string): StagingPlaces {
  const folder = join(out, stagingFolder);
  return {
    folder,
    ignore: join(folder, '.gitignore'),
    next: join(folder, 'next'),
    draft: join(folder, 'journal.draft'),
    journal: join(folder, 'journal.json'),
    moving: join(folder, 'moving.json'),
  };
}

export function recover(out: string, step: Step): 'nothing' | 'completed' | 'discarded' {
  // A file at this place, or above it, holds no run; the comparison tells what is wrong with it.
  if (!existsSync(`${out}/`)) return 'nothing';
  const places = stagingPlaces(out);
  const found = lstatSync(places.folder, { throwIfNoEntry: false });
  if (found === undefined) return 'nothing';
  if (!found.isDirectory()) throw linkedFolder(stagingFolder);
  if (existsSync(places.moving) || (existsSync(places.journal) && readJournal(places) !== undefined)) {
    finish(out, step);
    return 'completed';
  }
  // An empty folder is the last trace of a run that had completed.
  const staged = readdirSync(places.folder).length > 0;
  step('discard');
  discard(places);
  return staged ? 'discarded' : 'nothing';
}

/** Completes a run that has committed. Every part of it may have been done before. */
export function finish(out: string, step: Step): void {
  const places = stagingPlaces(out);
  if (existsSync(places.journal)) {
    removeFiles(out, readJournal(places) ?? [], step);
    step('note that stale files are gone');
    renameSync(places.journal, places.moving);
  }
  if (existsSync(places.next)) moveFiles(out, places.next, step);
  step('remove the staged folders');
  rmSync(places.next, { recursive: true, force: true });
  step('remove the ignore file');
  rmSync(places.ignore, { force: true });
  step('remove the journal');
  rmSync(places.moving, { force: true });
  step('remove the staging folder');
  removeIfEmpty(places.folder);
}

/** Removes what a run staged and nothing else. */
export function discard(places: StagingPlaces): void {
  rmSync(places.next, { recursive: true, force: true });
  rmSync(places.draft, { force: true });
  rmSync(places.journal, { force: true });
  rmSync(places.ignore, { force: true });
  removeIfEmpty(places.folder);
}

/** The paths to remove; undefined when a power failure left half a journal. */
function readJournal(places: StagingPlaces): readonly string[] | undefined {
  let journal: unknown;
  try {
    journal = JSON.parse(readFileSync(places.journal, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (typeof journal !== 'object' || journal === null || !('remove' in journal)) return undefined;
  if (!Array.isArray(journal.remove)) return undefined;
  const paths = journal.remove.map(String);
  checkPaths(paths);
  return paths;
}

function removeFiles(out: string, paths: readonly string[], step: Step): void {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let folder = parentOf(path); folder !== '' && !folders.has(folder); folder = parentOf(folder)) {
      if (lstatSync(join(out, folder), { throwIfNoEntry: false })?.isSymbolicLink())
        throw linkedFolder(folder);
      folders.add(folder);
    }
    step(`remove ${path}`);
    unlessGone(() => unlinkSync(join(out, path)));
  }
  // A folder has a longer path than the folder that holds it.
  for (const folder of [...folders].toSorted((left, right) => right.length - left.length)) {
    step(`remove the folder ${folder} if it is empty`);
    removeIfEmpty(join(out, folder));
  }
}

/** Renames each staged file into place; a folder that is new as a whole takes one rename. */
function moveFiles(out: string, next: string, step: Step): void {
  const folders = [''];
  for (const folder of folders) {
    for (const entry of readdirSync(join(next, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const target = join(out, path);
      if (entry.isDirectory()) {
        const found = lstatSync(target, { throwIfNoEntry: false });
        if (found?.isSymbolicLink()) throw linkedFolder(path);
        if (found !== undefined) {
          if (!found.isDirectory()) throw inTheWay(path);
          folders.push(path);
          continue;
        }
      }
      step(`move ${path}`);
      renameSync(join(next, path), target);
    }
  }
}

function inTheWay(path: string): OutputError {
  return new OutputError('out/foreign-file', {
    path,
    problem: 'a file appeared where a folder must be',
    got: 'a file',
    expected: 'a folder, or nothing',
    fix: 'move it away and run again',
  });
}

function removeIfEmpty(folder: string): void {
  unlessGone(() => {
    try {
      rmdirSync(folder);
    } catch (error) {
      if (!hasCode(error, 'ENOTEMPTY', 'EEXIST')) throw error;
    }
  });
}

function unlessGone(remove: () => void): void {
  try {
    remove();
  } catch (error) {
    if (!hasCode(error, 'ENOENT', 'ENOTDIR')) throw error;
  }
}

function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
