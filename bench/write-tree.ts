import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compareTree } from '../src/synth/compare.ts';
import type { OutputFile } from '../src/synth/files.ts';
import { writeTree } from '../src/synth/write.ts';
import { type JsonObject, writeYaml } from '../src/yaml/write-yaml.ts';
import { milliseconds, type MeasureOptions, ratio, type Row, takeTurns } from './measure.ts';
import { manifests } from './objects.ts';

/**
 * Text, comparison and atomic write of a tree against the floor: JSON.stringify and one write for each file. The targets leave
 * out what comes before the text (constructs and checks).
 */
export async function measureWriteTree({ objects, rounds, folder }: MeasureOptions): Promise<readonly Row[]> {
  const root = mkdtempSync(join(folder, 'cdk8s-nested-bench-'));
  try {
    const small = plan(objects);
    const large = plan(objects * 2);
    const clear = (name: string) => (): void => rmSync(join(root, name), { recursive: true, force: true });
    const paths = small.map(({ path }) => path);
    let written = 0;
    let touched = 0;
    writeTree(join(root, 'same'), compareTree(join(root, 'same'), render(small), []));
    const edited = small.map((file, index) =>
      index % 100 === 0 ? { ...file, object: { ...file.object, edited: true } } : file,
    );
    const times = await takeTurns(rounds, {
      floor: { prepare: clear('floor'), run: () => writeFloor(join(root, 'floor'), small) },
      first: {
        prepare: clear('first'),
        run: () => writeTree(join(root, 'first'), compareTree(join(root, 'first'), render(small), [])),
      },
      same: {
        run: () => {
          const change = compareTree(join(root, 'same'), render(small), paths);
          written = change.added.length + change.changed.length + change.removed.length;
          writeTree(join(root, 'same'), change, { step: () => touched++ });
        },
      },
      edited: {
        prepare: () => writeTree(join(root, 'same'), compareTree(join(root, 'same'), render(small), paths)),
        run: () => writeTree(join(root, 'same'), compareTree(join(root, 'same'), render(edited), paths)),
      },
      restored: {
        run: () => writeTree(join(root, 'same'), compareTree(join(root, 'same'), render(small), paths)),
      },
      doubled: {
        prepare: clear('large'),
        run: () => writeTree(join(root, 'large'), compareTree(join(root, 'large'), render(large), [])),
      },
    });
    const floor = milliseconds(times('floor'));
    const against = (name: string, part: readonly number[], target: number): Row => ({
      name,
      value: ratio(part, times('floor')),
      unit: 'x',
      target,
      detail: `${objects} files: ${milliseconds(part)} / ${floor}`,
    });
    return [
      against('text, compare, first write / floor', times('first'), 2),
      against('text, compare, nothing changed / floor', times('same'), 1.5),
      against('text, compare, 1 % changed / floor', times('edited'), 1.6),
      {
        name: 'files and steps when nothing changed',
        value: written + touched,
        unit: 'files',
        target: 0,
        detail: `${objects} files`,
      },
      {
        name: 'first write: twice the files / once',
        // Growth shows in the least times; what a busy machine adds does not belong to it.
        value: Math.min(...times('doubled')) / Math.min(...times('first')),
        unit: 'x',
        target: 2.2,
        detail: `${milliseconds(times('doubled'))} / ${milliseconds(times('first'))}`,
      },
    ];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

interface Planned {
  readonly path: string;
  readonly object: JsonObject;
}

/** Twenty objects a folder, as in manifests/CLUSTER/LAYER/COMPONENT/. */
function plan(count: number): Planned[] {
  return manifests(count).map((object, index) => ({
    path: `manifests/cluster-${index % 5}/layer-${index % 10}/component-${Math.floor(index / 200)}/object-${index}.yaml`,
    object,
  }));
}

function render(files: readonly Planned[]): OutputFile[] {
  return files.map(({ path, object }) => ({ path, text: writeYaml(object) }));
}

function writeFloor(out: string, files: readonly Planned[]): void {
  const folders = new Set<string>();
  for (const { path, object } of files) {
    const folder = dirname(path);
    if (!folders.has(folder)) {
      mkdirSync(join(out, folder), { recursive: true });
      folders.add(folder);
    }
    writeFileSync(`${out}/${path}`, JSON.stringify(object));
  }
}
