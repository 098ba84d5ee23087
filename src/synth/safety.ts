import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding, Json, KubeObject } from '../model/index.ts';
import { at, groupOf } from '../model/index.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { IMMUTABLE } from './immutable.ts';
import type { IndexedObject, RepositoryIndex } from './index-file.ts';
import type { PlacedObject } from './object-files.ts';

/** Codes of the findings that come from comparing with the last run; `explain` knows them. */
export const SAFETY_CODES: { readonly [code: string]: { readonly title: string; readonly why: string } } = {
  'safety/renamed': {
    title: 'an object keeps its name',
    why: 'Kubernetes knows no rename: the old object is deleted and a new one is made. For a disk, a machine or a namespace that is a loss of data.',
  },
  'safety/removed': {
    title: 'what holds data is not removed silently',
    why: 'An object that holds data left the program. Flux keeps it in the cluster (prune: disabled) but nobody looks after it any more.',
  },
  'safety/moved': {
    title: 'what holds data stays in its Kustomization',
    why: 'When an object changes its Flux Kustomization, the old one may delete it before the new one has taken it over (kustomize-controller issue 338).',
  },
  'safety/immutable': {
    title: 'fields that Kubernetes cannot change stay as they are',
    why: 'The API server refuses the change and the whole Kustomization stops being applied; for a machine a changed disk, MAC or firmware id is another machine.',
  },
};

/**
 * Compares what will be written with what the last run wrote, and reports what would lose or corrupt something.
 * `unchanged` are the paths whose bytes stay: their objects need no second look.
 */
export function safetyFindings(
  out: string,
  previous: RepositoryIndex | undefined,
  placed: readonly PlacedObject[],
  unchanged: ReadonlySet<string>,
): readonly Finding[] {
  if (previous === undefined) return [];
  const now = new Map(placed.map((one) => [`${one.object.cluster}: ${one.object.id}`, one]));
  const findings: Finding[] = [];
  for (const [id, before] of Object.entries(previous.objects)) {
    const current = now.get(id);
    if (current === undefined) findings.push(...gone(id, before, previous, placed));
    else if (!unchanged.has(current.path)) {
      findings.push(...moved(id, before, current), ...changed(out, id, before, current));
    }
  }
  return findings;
}

function gone(
  id: string,
  before: IndexedObject,
  previous: RepositoryIndex,
  placed: readonly PlacedObject[],
): Finding[] {
  if (before.holds === undefined) return [];
  const kind = id.split(' ').slice(0, 2).join(' ');
  const heir = placed.find(
    ({ object }) =>
      object.construct === before.construct &&
      `${object.cluster}: ${object.id}`.startsWith(`${kind} `) &&
      previous.objects[`${object.cluster}: ${object.id}`] === undefined,
  );
  const place = { object: id, construct: before.construct, source: before.source };
  if (heir !== undefined) {
    return [
      {
        ...place,
        code: 'safety/renamed',
        message: `the object was renamed; ${before.holds} would be lost`,
        got: heir.object.id,
        expected: 'the name of the last run',
        fix: 'give the old name back, or copy the data first and accept this finding in code',
      },
    ];
  }
  return [
    {
      ...place,
      code: 'safety/removed',
      message: `the object left the program; nobody would look after ${before.holds}`,
      got: 'no such object',
      expected: 'the object, or a reasoned `accept` of this finding',
      fix: 'put it back, or accept the finding and delete the object by hand when the data is no longer needed',
    },
  ];
}

function moved(id: string, before: IndexedObject, current: PlacedObject): Finding[] {
  const layer = current.object.layer.name;
  if (before.layer === layer || before.holds === undefined) return [];
  return [
    {
      code: 'safety/moved',
      message: `the object moves to another Kustomization; ${before.holds} could be deleted on the way`,
      object: id,
      construct: current.object.construct,
      source: current.object.source(),
      got: layer,
      expected: before.layer,
      fix: 'leave it where it was; to move it, first commit it with prune: disabled, then accept this finding',
    },
  ];
}

function changed(out: string, id: string, before: IndexedObject, current: PlacedObject): Finding[] {
  const { manifest } = current.object;
  const rules = IMMUTABLE[`${groupOf(manifest.apiVersion)}/${manifest.kind}`];
  if (rules === undefined) return [];
  const old = readManifest(join(out, before.file));
  if (old === undefined) return [];
  return rules.flatMap(({ path, why, allows }) => {
    const [was, is] = [at(old, ...path), at(manifest, ...path)];
    if (was === undefined || same(was, is) || allows?.(was, is) === true) return [];
    return [
      {
        code: 'safety/immutable',
        message: why,
        object: id,
        field: path.join('.'),
        construct: current.object.construct,
        source: current.object.source(),
        got: JSON.stringify(is) ?? 'nothing',
        expected: JSON.stringify(was),
        fix: 'give the old value back, or replace the object under a new name',
      },
    ];
  });
}

/** The manifest of the last run; undefined when somebody took it away. */
function readManifest(file: string): KubeObject | undefined {
  try {
    return readYaml(readFileSync(file, 'utf8')) as KubeObject;
  } catch {
    return undefined;
  }
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return a === b || JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: Json | undefined): Json | undefined {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => sorted(item as Json) ?? null);
  const entries = Object.entries(value as { readonly [key: string]: Json | undefined });
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]),
  );
}
