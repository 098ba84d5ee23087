import { relative } from 'node:path';
import type { Accepted } from '../checks/accepted.ts';
import { ImportError } from '../import/import-error.ts';
import { InputError } from '../model/index.ts';
import type { Finding } from '../model/index.ts';
import { OutputError } from '../synth/output-error.ts';
import { callOf } from '../synth/source-line.ts';
import { SynthError } from '../synth/synth.ts';
import { ProgramError } from './program-error.ts';

/** The findings that an error stands for; undefined for a defect of this package. */
export function findingsOf(error: unknown): Accepted | undefined {
  if (error instanceof SynthError) return error;
  const finding = findingOf(error);
  return finding === undefined ? undefined : { findings: [finding], waived: [] };
}

function findingOf(error: unknown): Finding | undefined {
  if (error instanceof ProgramError) return findingOf(error.cause) ?? userError(error.cause, true);
  if (error instanceof InputError) {
    const { finding } = error;
    return finding.source === undefined ? { ...finding, source: callOf(error).source } : finding;
  }
  if (error instanceof OutputError) {
    const { code, problem, path, got, expected, fix } = error;
    return { code, message: problem, object: path, got, expected, fix };
  }
  if (error instanceof ImportError) {
    const { what, file, got, expected, fix } = error;
    return { code: 'import/unreadable', message: what, object: file, got, expected, fix };
  }
  return userError(error, false);
}

/**
 * An error of the user's program rather than of this package: the program could not be loaded, its own code threw, or this
 * package refused an argument in words. A TypeError below this package's own code is a defect of it, until a type check says
 * otherwise.
 */
function userError(error: unknown, loading: boolean): Finding | undefined {
  const { source, through } = error instanceof Error ? callOf(error) : { source: undefined, through: false };
  if (source === undefined && !loading) return undefined;
  const name = error instanceof Error ? error.name : 'Error';
  if (source !== undefined && through && name !== 'Error') return undefined;
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'app/failed',
    message: 'the program stopped with an error',
    source: source ?? syntaxErrorPlace(error),
    got: name === 'Error' ? message : `${name}: ${message}`,
    expected: 'a program that runs to its end',
    fix: 'correct the program; a type check, npx tsc --noEmit, often tells more',
  };
}

/** Node puts the place of a syntax error on top of its stack. */
function syntaxErrorPlace(error: unknown): string | undefined {
  if (!(error instanceof SyntaxError)) return undefined;
  const [, place] = /^(?:file:\/\/)?(\/.+:\d+)$/m.exec(error.stack ?? '') ?? [];
  return place === undefined ? undefined : relative(process.cwd(), place);
}
