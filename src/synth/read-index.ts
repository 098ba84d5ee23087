import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../model/index.ts';
import { INDEX } from './index-file.ts';
import type { RepositoryIndex } from './index-file.ts';

/** The index of the last run, or undefined on the first one. Throws `out/broken-index` when it cannot be read. */
export function readIndex(out: string): RepositoryIndex | undefined {
  let text: string;
  try {
    text = readFileSync(join(out, INDEX), 'utf8');
  } catch (error) {
    if (
      (error as NodeJS.ErrnoException).code === 'ENOENT' ||
      (error as NodeJS.ErrnoException).code === 'ENOTDIR'
    ) {
      return undefined;
    }
    throw error;
  }
  const index = parse(text);
  if (index?.version === 1 && Array.isArray(index.files) && typeof index.objects === 'object') return index;
  throw new InputError({
    code: 'out/broken-index',
    message: `${join(out, INDEX)} is not an index of this program`,
    got: text.slice(0, 40).trim() || 'an empty file',
    expected: 'the index that the last synth wrote; without it nothing may be removed',
    fix: 'restore the file from Git, or choose another output folder',
  });
}

function parse(text: string): RepositoryIndex | undefined {
  try {
    return JSON.parse(text) as RepositoryIndex;
  } catch {
    return undefined;
  }
}
