import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { measureDependencyGraph } from './dependency-graph.ts';
import type { MeasureOptions, Measurement, Row } from './measure.ts';
import { measureStart } from './start.ts';
import { measureSynth } from './synth.ts';
import { measureWriteTree } from './write-tree.ts';
import { measureYamlWriter } from './yaml-writer.ts';

const measurements: readonly Measurement[] = [
  measureYamlWriter,
  measureDependencyGraph,
  measureWriteTree,
  measureSynth,
  measureStart,
];

const options: MeasureOptions = {
  objects: Number(process.argv[2] ?? 10_000),
  rounds: Number(process.argv[3] ?? 7),
  folder: existsSync('/dev/shm') ? '/dev/shm' : tmpdir(),
};

const rows: Row[] = [];
for (const measure of measurements) rows.push(...(await measure(options)));

const missed = (row: Row): boolean => !(row.value <= row.target);
const amount = (value: number, unit: Row['unit']): string =>
  `${unit === 'x' ? value.toFixed(2) : value.toFixed(0)} ${unit}`;
for (const row of rows) {
  const line = [
    missed(row) ? 'MISSED' : 'ok    ',
    row.name.padEnd(42),
    amount(row.value, row.unit).padStart(9),
    `<= ${amount(row.target, row.unit)}`.padEnd(12),
    row.detail,
  ];
  console.log(line.join('  '));
}
if (rows.some(missed)) process.exitCode = 1;
