import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const CACHE = fileURLToPath(new URL('../../.cache/bin/', import.meta.url));

/**
 * The path of a program, from `.cache/bin` or PATH. Missing ones are undefined, and their tests are skipped by name;
 * with CI set a missing program is an error instead.
 */
export function program(name: string): string | undefined {
  if (existsSync(`${CACHE}${name}`)) return `${CACHE}${name}`;
  const found = spawnSync('sh', ['-c', `PATH="$PATH:/usr/sbin:/sbin" command -v ${name}`], { encoding: 'utf8' }).stdout.trim();
  if (found !== '') return found;
  if (process.env['CI'] !== undefined) throw new Error(`${name} is missing; run test/programs/setup.sh`);
  return undefined;
}
