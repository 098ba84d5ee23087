import { existsSync, readFileSync } from 'node:fs';
import { createRequire, SourceMap } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folders of this package and of its compiled form: their frames are not the user's line. */
const ROOMS = ['constructs', 'src', 'imports', 'lib/chunks', 'lib/constructs', 'lib/src', 'lib/imports'];
const PACKAGE = dirname(createRequire(import.meta.url).resolve('#package'));
const OURS = ROOMS.map((room) => `${join(PACKAGE, room)}${sep}`);

const known = new WeakMap<Error, string>();
const maps = new Map<string, SourceMap | undefined>();

/**
 * `file:line` of the innermost stack frame outside this library, relative to the working folder; compiled code is
 * traced back through the source map beside it. Undefined when there is no such frame.
 */
export function sourceLine(trace: Error | undefined): string | undefined {
  if (trace === undefined) return undefined;
  let line = known.get(trace);
  if (line === undefined) {
    line = find(trace) ?? '';
    known.set(trace, line);
  }
  return line === '' ? undefined : line;
}

/**
 * Where the user's code called into what threw: its line, and whether frames of this library lie between that line and the
 * error.
 */
export function callOf(error: Error): { readonly source: string | undefined; readonly through: boolean } {
  let through = false;
  for (const { owner } of framesOf(error)) {
    if (owner === 'user') break;
    through ||= owner === 'us';
  }
  return { source: sourceLine(error), through };
}

function find(trace: Error): string | undefined {
  for (const { file, line, column, owner } of framesOf(trace)) {
    if (owner !== 'user') continue;
    const source = original(file, line, column);
    return `${relative(process.cwd(), source.file).split(sep).join('/')}:${source.line}`;
  }
  return undefined;
}

interface Frame {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly owner: 'user' | 'us' | 'other';
}

/** The stack without Node's own frames, innermost first; read only as far as somebody asks. */
function* framesOf(trace: Error): Generator<Frame> {
  for (const text of trace.stack?.split('\n') ?? []) {
    const match = /^ +at (?:.*\()?(?:async )?([^()<>]+):(\d+):(\d+)\)?$/.exec(text);
    if (match === null) continue;
    const [, place = '', line, column] = match;
    const file = place.startsWith('file:') ? fileURLToPath(place) : place;
    if (file.startsWith('node:')) continue;
    yield { file, line: Number(line), column: Number(column), owner: ownerOf(file) };
  }
}

function ownerOf(file: string): Frame['owner'] {
  if (OURS.some((room) => file.startsWith(room))) return 'us';
  return file.includes(`${sep}node_modules${sep}`) ? 'other' : 'user';
}

function original(file: string, line: number, column: number): { file: string; line: number } {
  const map = mapOf(file);
  const entry = map?.findEntry(line - 1, column - 1);
  if (entry === undefined || !('originalSource' in entry)) return { file, line };
  return { file: resolve(dirname(file), entry.originalSource), line: entry.originalLine + 1 };
}

function mapOf(file: string): SourceMap | undefined {
  if (!maps.has(file)) {
    const path = `${file}.map`;
    maps.set(file, existsSync(path) ? new SourceMap(JSON.parse(readFileSync(path, 'utf8'))) : undefined);
  }
  return maps.get(file);
}
