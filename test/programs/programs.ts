import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'vitest';

/** What `setup.sh` builds comes first. */
const cache = fileURLToPath(new URL('../../.cache/bin', import.meta.url));
const path = `${cache}:${process.env.PATH ?? ''}:/usr/sbin:/sbin`;

/** Skips the test by name of what is missing; in CI a missing program is a failure. `root` means user 0. */
export function needs(context: TestContext, ...programs: readonly string[]): void {
  const missing = programs.filter((program) =>
    program === 'root' ? process.getuid?.() !== 0 : run('sh', ['-c', `command -v ${program}`]).status !== 0,
  );
  if (missing.length === 0) return;
  const text = `missing: ${missing.join(', ')}; test/programs/setup.sh installs them`;
  if (process.env.CI !== undefined) throw new Error(text);
  context.skip(text);
}

export interface Outcome {
  readonly status: number | null;
  /** What it printed, on either stream. */
  readonly out: string;
  readonly stdout: string;
}

/** Runs a program; `first` is searched before the system's folders. */
export function run(program: string, args: readonly string[], first = '', input = ''): Outcome {
  const env = { ...process.env, PATH: first === '' ? path : `${first}:${path}` };
  const done = spawnSync(program, args, {
    env,
    encoding: 'utf8',
    timeout: 50_000,
    input,
    maxBuffer: 1 << 28,
  });
  return { status: done.status, out: `${done.stdout}${done.stderr}`, stdout: done.stdout };
}

export function folder(): string {
  return mkdtempSync(join(tmpdir(), 'guest-'));
}

export function file(at: string, name: string, content: string, mode = 0o644): string {
  const target = join(at, name);
  writeFileSync(target, content);
  chmodSync(target, mode);
  return target;
}
