import type { EmittedObject, Json, RepositoryLayer } from '../model/index.ts';
import { writeYaml } from '../yaml/write-yaml.ts';

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
  const plain = count(layer.objects, (object) => filePath(object, 'plain'));
  const spaced = count(layer.objects, (object) => filePath(object, 'namespace'));
  return layer.objects.map((object) => {
    let path = filePath(object, 'plain');
    if ((plain.get(path.toLowerCase()) ?? 0) > 1) path = filePath(object, 'namespace');
    if ((spaced.get(path.toLowerCase()) ?? 0) > 1) path = filePath(object, 'group');
    return { object, path, text: textOf(object) };
  });
}

function textOf(object: EmittedObject): string {
  return object.bytes ?? writeYaml(object.manifest as Json, { allowNull: true });
}

function filePath(object: EmittedObject, form: 'plain' | 'namespace' | 'group'): string {
  const { ref, layer, component } = object;
  const folder = component === undefined ? layer.path : `${layer.path}/${component}`;
  const kind = form === 'group' ? `${ref.kind}.${ref.group}`.replace(/\.$/, '') : ref.kind;
  // RBAC names may hold a colon, which no Windows checkout could store.
  const name = `${kind.toLowerCase()}-${ref.name.replaceAll(':', '-')}.yaml`;
  return form === 'plain' ? `${folder}/${name}` : `${folder}/${ref.namespace ?? 'cluster'}/${name}`;
}

function count(objects: readonly EmittedObject[], path: (object: EmittedObject) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const object of objects) {
    const key = path(object).toLowerCase();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
