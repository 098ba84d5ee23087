import { accessSync, constants, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TreeChange } from './files.ts';
import { OutputError } from './output-error.ts';
import { checkPaths, parentOf, stagingFolder } from './write-paths.ts';
import { discard, finish, recover, stagingPlaces, type Step } from './write-recovery.ts';

export interface WriteOptions {
  /** Called with the name of each step before it changes the disk; for tests that end the process there. */
  readonly step?: Step;
}

/**
 * Brings the folder `out` to the state that `compareTree` worked out. Nothing changed means no write at all.
 *
 * Atomic for a run that is killed at any point: all new bytes are staged in `out/.cdk8s-nested`; renaming the journal there is the
 * commit; only then are stale files removed and the staged ones renamed into place. Before the commit the tree is the old one;
 * after it, `recoverTree` (or this function) completes the new one. Files that `change` does not name are never touched, and only
 * folders that held a removed file are removed, when they are empty.
 *
 * Nothing is flushed to the disk: after a power failure the file system may hold less than was written, and the next run, which
 * compares bytes, writes it again.
 *
 * Throws {@link OutputError} `out/not-writable`, and the tree is the old one; or, when the disk refuses after the commit, the same
 * error with the advice to run again.
 */
export function writeTree(out: string, change: TreeChange, options: WriteOptions = {}): void {
  const files = [...change.added, ...change.changed];
  if (files.length === 0 && change.removed.length === 0) return;
  const paths = files.map((file) => file.path);
  checkPaths(paths);
  checkPaths(change.removed);

  const step = options.step ?? ignoreStep;
  const places = stagingPlaces(out);
  try {
    step('create the output folder');
    mkdirSync(out, { recursive: true });
    checkFolders(out, [...paths, ...change.removed]);
    step('create the staging folder');
    mkdirSync(places.folder);
  } catch (error) {
    throw refused(out, error, 'make the output folder writable, and let no other run write to it');
  }
  try {
    writeFileSync(places.ignore, '*\n');
    mkdirSync(places.next);
    const folders = new Set(['']);
    for (const { path, text } of files) {
      const folder = parentOf(path);
      if (!folders.has(folder)) {
        mkdirSync(join(places.next, folder), { recursive: true });
        folders.add(folder);
      }
      step(`stage ${path}`);
      writeFileSync(`${places.next}/${path}`, text);
    }
    step('write the journal');
    writeFileSync(places.draft, JSON.stringify({ remove: change.removed }));
    step('commit');
    renameSync(places.draft, places.journal);
  } catch (error) {
    discard(places);
    throw refused(out, error, 'make the output folder writable; the tree is unchanged');
  }
  try {
    finish(out, step);
  } catch (error) {
    throw refused(out, error, 'remove the cause and run again: the next run completes this one');
  }
}

/**
 * Ends what a killed run left in the folder: completes it when it had committed, discards it otherwise. To be called before the
 * index is read. Throws {@link OutputError} when the disk refuses, or when the staging folder is a link.
 */
export function recoverTree(out: string, options: WriteOptions = {}): 'nothing' | 'completed' | 'discarded' {
  try {
    return recover(out, options.step ?? ignoreStep);
  } catch (error) {
    throw refused(
      out,
      error,
      `remove the cause and run again, or delete ${stagingFolder} to give the interrupted run up`,
    );
  }
}

const ignoreStep: Step = () => undefined;

/** What must not fail after the commit: each folder that the run changes takes new entries and lies in one file system. */
function checkFolders(out: string, paths: readonly string[]): void {
  const device = statSync(out).dev;
  accessSync(out, constants.W_OK | constants.X_OK);
  const seen = new Set(['']);
  for (const path of paths) {
    for (let folder = parentOf(path); !seen.has(folder); folder = parentOf(folder)) {
      seen.add(folder);
      const place = join(out, folder);
      const found = statSync(place, { throwIfNoEntry: false });
      if (found === undefined || !found.isDirectory()) continue;
      accessSync(place, constants.W_OK | constants.X_OK);
      if (found.dev !== device) throw new Error(`${folder} is a mount point of another file system`);
    }
  }
}

function refused(out: string, error: unknown, fix: string): OutputError {
  if (error instanceof OutputError) return error;
  const got = error instanceof Error ? error.message : String(error);
  const problem = 'the tree cannot be written';
  return new OutputError(
    'out/not-writable',
    { path: out, problem, got, expected: 'a folder that takes new files', fix },
    error,
  );
}
