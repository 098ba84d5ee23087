import { type JsonObject, writeYaml } from '../src/yaml/write-yaml.ts';
import { milliseconds, type MeasureOptions, ratio, type Row, takeTurns } from './measure.ts';
import { manifests } from './objects.ts';

/** The YAML writer against JSON.stringify on the same objects. */
export async function measureYamlWriter({ objects, rounds }: MeasureOptions): Promise<readonly Row[]> {
  const documents = manifests(objects);
  // A string that V8 has put together from pieces is laid out when it is first used; that belongs to the cost.
  const each = (write: (document: JsonObject) => string) => () => {
    for (const document of documents) Buffer.byteLength(write(document));
  };
  const times = await takeTurns(rounds, {
    json: { run: each(JSON.stringify) },
    yaml: { run: each((document) => writeYaml(document)) },
  });
  return [
    {
      name: 'YAML writer / JSON.stringify',
      value: ratio(times('yaml'), times('json')),
      unit: 'x',
      target: 1.8,
      detail: `${objects} objects: ${milliseconds(times('yaml'))} / ${milliseconds(times('json'))}`,
    },
  ];
}
