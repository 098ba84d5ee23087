import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { milliseconds, ratio, takeTurns } from './measure.ts';
import type { MeasureOptions, Row } from './measure.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

/** The process that `npm run synth` starts after compiling, on this repository, against the start of an empty Node. */
export async function measureStart({ rounds, folder }: MeasureOptions): Promise<readonly Row[]> {
  const out = mkdtempSync(join(folder, 'cdk8s-nested-bench-'));
  const command = ['lib/src/cli/main.js', 'synth', '--app', 'lib/clusters/main.js', '--out', out];
  try {
    const times = await takeTurns(Math.max(rounds, 11), {
      bare: { run: () => node('-e', '0') },
      synth: { run: () => node(...command) },
    });
    return [
      {
        name: 'synth of this repository / bare node',
        value: ratio(times('synth'), times('bare')),
        unit: 'x',
        target: 6,
        detail: `whole process: ${milliseconds(times('synth'))} / ${milliseconds(times('bare'))}`,
      },
    ];
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function node(...args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}
