import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { needs, run } from '../programs.ts';

const DIST = fileURLToPath(new URL('../../../dist/', import.meta.url));

/** One process for all files: it prints each file's data as JSON on a line. */
const SCRIPT = `
import json, sys, yaml
for path in sys.stdin.read().split("\\n"):
    if path:
        with open(path, encoding="utf-8") as file:
            print(json.dumps(yaml.safe_load(file)))
`;

describe('PyYAML, a strict YAML 1.1 reader', () => {
  it('reads every file to the same data as the YAML 1.2 reader', (context) => {
    needs(context, 'python3');
    const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.yaml'))
      .map((path) => join(DIST, path))
      .sort();
    const { status, stdout, out } = run('python3', ['-c', SCRIPT], '', files.join('\n'));
    expect(status, out).toBe(0);
    const read = stdout.trimEnd().split('\n');
    expect(read.length).toBe(files.length);
    for (const [i, file] of files.entries()) expect(JSON.parse(read[i] ?? ''), file).toEqual(parse(readFileSync(file, 'utf8')));
  });
});
