import { InputError } from '../model/index.ts';
import type { EmittedObject, RepositoryLayer } from '../model/index.ts';
import { YamlError, writeYaml } from '../yaml/write-yaml.ts';

export interface PlacedObject {
  readonly object: EmittedObject;
  readonly path: string;
  readonly text: string;
}

/**
 * One file for each object: `COMPONENT/KIND-NAME.yaml`. Where several objects of a folder would share that name,
 * each of them gets its namespace as a folder, and its group in the name if that is not enough.
 */
export function objectFiles(layer: RepositoryLayer): PlacedObject[] {
  let paths = layer.objects.map((object) => filePath(object, 'plain'));
  for (const form of ['namespace', 'group'] as const) {
    const taken = count(paths);
    if (taken.size === paths.length) break;
    paths = layer.objects.map((object, i) => {
      const path = paths[i] as string;
      return taken.get(path.toLowerCase()) === 1 ? path : filePath(object, form);
    });
  }
  return layer.objects.map((object, i) => ({ object, path: paths[i] as string, text: textOf(object) }));
}

function textOf(object: EmittedObject): string {
  if (object.bytes !== undefined) return object.bytes;
  try {
    return writeYaml(object.manifest, { allowNull: true });
  } catch (error) {
    throw error instanceof YamlError ? unwritable(object, error) : error;
  }
}

function unwritable(object: EmittedObject, error: YamlError): InputError {
  return new InputError({
    code: 'yaml/unwritable',
    message: 'the object holds something that YAML cannot',
    object: `${object.cluster}: ${object.id}`,
    field: error.path.join('.'),
    construct: object.construct,
    source: object.source(),
    got: error.problem,
    expected: 'text, finite numbers, true, false, lists and plain objects',
    fix: 'correct the value of the field',
  });
}

function filePath(object: EmittedObject, form: 'plain' | 'namespace' | 'group'): string {
  const { ref, layer, component } = object;
  const folder = component === undefined ? layer.path : `${layer.path}/${component}`;
  const kind = form === 'group' ? `${ref.kind}.${ref.group}`.replace(/\.$/, '') : ref.kind;
  // RBAC names may hold a colon, which no Windows checkout could store.
  const name = `${kind.toLowerCase()}-${ref.name.replaceAll(':', '-')}.yaml`;
  return form === 'plain' ? `${folder}/${name}` : `${folder}/${ref.namespace ?? 'cluster'}/${name}`;
}

/** How many objects want each path; letter case does not tell files apart everywhere. */
function count(paths: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const path of paths) counts.set(path.toLowerCase(), (counts.get(path.toLowerCase()) ?? 0) + 1);
  return counts;
}
