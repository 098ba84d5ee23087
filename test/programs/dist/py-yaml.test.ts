import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { program } from '../program.ts';

const DIST = fileURLToPath(new URL('../../../dist/', import.meta.url));
const python = program('python3');

/** One process for all files: it prints each file's data as JSON on a line. */
const SCRIPT = `
import json, sys, yaml
for path in sys.stdin.read().split("\\n"):
    if path:
        with open(path, encoding="utf-8") as file:
            print(json.dumps(yaml.safe_load(file)))
`;

describe.skipIf(python === undefined)('PyYAML, a strict YAML 1.1 reader', () => {
  it('reads every file to the same data as the YAML 1.2 reader', () => {
    const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.yaml'))
      .map((path) => join(DIST, path))
      .sort();
    const { stdout, stderr } = spawnSync(python ?? '', ['-c', SCRIPT], {
      input: files.join('\n'),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    expect(stderr).toBe('');
    const read = stdout.trimEnd().split('\n');
    expect(read.length).toBe(files.length);
    for (const [i, file] of files.entries()) expect(JSON.parse(read[i] ?? ''), file).toEqual(parse(readFileSync(file, 'utf8')));
  });
});
