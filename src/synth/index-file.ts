import { byCodeUnit, identity } from '../model/index.ts';
import type { Repository } from '../model/index.ts';
import type { SchemaLookup } from '../checks/schema-lookup.ts';
import type { PlacedObject } from './object-files.ts';

/** Name of the index in the output folder. */
export const INDEX = 'index.json';

/** What the next run must know of this one, and people who ask where a file comes from. */
export interface RepositoryIndex {
  readonly version: 1;
  /** By `CLUSTER: IDENTITY`. */
  readonly objects: { readonly [id: string]: IndexedObject };
  /** Every file below the output folder that belongs to this program, the index itself not included. */
  readonly files: readonly string[];
}

export interface IndexedObject {
  /** Name of the Flux Kustomization that applies the object. */
  readonly layer: string;
  readonly file: string;
  readonly construct: string;
  /** File of the user's program. Lines are left out: they move with every edit above them. */
  readonly source?: string;
  /** CRD that the object's kind needs. */
  readonly uses?: string;
  /** CRDs that come with the object. */
  readonly provides?: readonly string[];
  /** What would be lost with the object. */
  readonly holds?: string;
}

/** The index as text: one line for each object and file, so that one change is one changed line. */
export function writeIndex(
  repository: Repository,
  placed: readonly PlacedObject[],
  files: readonly string[],
  schemas: SchemaLookup,
): string {
  const stateful = new Map<string, string>();
  for (const { fact, cluster } of repository.facts) {
    if (fact.type === 'stateful') stateful.set(`${cluster}: ${identity(fact.ref)}`, fact.holds);
  }
  const lines = placed.map(({ object, path }) => {
    const { cluster, id, construct, layer, manifest } = object;
    const key = `${cluster}: ${id}`;
    const uses = schemas.kindOf(manifest.apiVersion, object.ref.kind)?.crd;
    const provides =
      object.facts.length === 0
        ? []
        : object.facts.flatMap((fact) => (fact.type === 'crds' ? fact.crds : []));
    // Written by hand: JSON.stringify of an object made for it would take three times as long.
    let line = `${JSON.stringify(key)}: {"layer":${JSON.stringify(layer.name)}`;
    line += `,"file":${JSON.stringify(path)},"construct":${JSON.stringify(construct)}`;
    const source = object.source();
    if (source !== undefined) line += `,"source":${JSON.stringify(source.replace(/:\d+$/, ''))}`;
    if (uses !== undefined) line += `,"uses":${JSON.stringify(uses)}`;
    if (provides.length > 0) line += `,"provides":${JSON.stringify(provides.toSorted(byCodeUnit))}`;
    const holds = stateful.size === 0 ? undefined : stateful.get(key);
    if (holds !== undefined) line += `,"holds":${JSON.stringify(holds)}`;
    return `${line}}`;
  });
  // Without a comparison of its own, sort goes by code units.
  lines.sort();
  const paths = files.toSorted().map((path) => JSON.stringify(path));
  return `{\n"version": 1,\n"objects": {\n${lines.join(',\n')}\n},\n"files": [\n${paths.join(',\n')}\n]\n}\n`;
}
