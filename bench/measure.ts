/** One line of the table. A measurement holds its target when `value` is not above it. */
export interface Row {
  readonly name: string;
  readonly value: number;
  /** `x` is a ratio between two things measured in turns in this process. */
  readonly unit: 'x' | 'ms' | 'files';
  readonly target: number;
  /** What the value was worked out from, for the reader of the table. */
  readonly detail: string;
}

export interface MeasureOptions {
  /** Number of objects of the large measurements. */
  readonly objects: number;
  /** Rounds that count, after one that warms up. */
  readonly rounds: number;
  /** Where temporary trees go; memory, when the machine has such a file system. */
  readonly folder: string;
}

export type Measurement = (options: MeasureOptions) => Promise<readonly Row[]>;

/**
 * Runs the candidates in turns and returns the times of each in milliseconds, by round. Taking turns lets a busy machine slow all
 * of them alike, so that ratios hold where times do not.
 */
export async function takeTurns<Name extends string>(
  rounds: number,
  candidates: Readonly<Record<Name, { readonly prepare?: () => void; readonly run: () => unknown }>>,
): Promise<(name: Name) => readonly number[]> {
  const names = Object.keys(candidates).filter((name): name is Name => name in candidates);
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const name of names) {
      const { prepare, run } = candidates[name];
      prepare?.();
      globalThis.gc?.();
      const start = process.hrtime.bigint();
      await run();
      const elapsed = Number(process.hrtime.bigint() - start) / 1e6;
      if (round >= 0) times.get(name)!.push(elapsed);
    }
  }
  return (name) => times.get(name)!;
}

/** The middle of the ratios of each round. */
export function ratio(over: readonly number[], under: readonly number[]): number {
  return median(over.map((time, round) => time / under[round]!));
}

export function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1]!;
}

export function milliseconds(values: readonly number[]): string {
  const value = median(values);
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
