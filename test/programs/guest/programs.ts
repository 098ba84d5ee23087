import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'vitest';

const path = `${process.env.PATH ?? ''}:/usr/sbin:/sbin`;

/** Skips the test by name of what is missing; in CI a missing program is a failure. `root` means user 0. */
export function needs(context: TestContext, ...programs: readonly string[]): void {
  const missing = programs.filter((program) =>
    program === 'root' ? process.getuid?.() !== 0 : run('sh', ['-c', `command -v ${program}`]).status !== 0,
  );
  if (missing.length === 0) return;
  if (process.env.CI !== undefined) throw new Error(`this test needs ${missing.join(', ')}; install it`);
  context.skip(`missing: ${missing.join(', ')}`);
}

export interface Outcome {
  readonly status: number | null;
  /** What it printed, on either stream. */
  readonly out: string;
  readonly stdout: string;
}

/** Runs a program; `first` is searched before the system's folders. */
export function run(program: string, args: readonly string[], first = ''): Outcome {
  const env = { ...process.env, PATH: first === '' ? path : `${first}:${path}` };
  const done = spawnSync(program, args, { env, encoding: 'utf8', timeout: 50_000 });
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
