import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { ValidateFunction } from 'ajv';
import { loadCelPrograms, type CelPrograms } from './cel-programs.ts';
import { CelRules } from './cel-rules.ts';
import { compileExplainer, explain } from './explain.ts';
import { render, type SchemaProblem } from './problem.ts';
import { SchemaFolder, type FastCheck } from './schema-folder.ts';

export interface KindInfo {
  readonly scope: 'Namespaced' | 'Cluster';
  /** `virtualmachines` */
  readonly plural: string;
  /** Name of the CRD, e.g. `virtualmachines.kubevirt.io`; undefined for a kind that is part of Kubernetes. */
  readonly crd: string | undefined;
}

export interface GroupVersionKind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Everything known about kinds, and the check of objects against it. */
export interface SchemaCatalog {
  /** Undefined for a kind without a schema. */
  kindOf(apiVersion: string, kind: string): KindInfo | undefined;
  /** Loads what `validate` needs for these kinds; kinds without a schema are passed over. Cheap when called again. */
  prepare(kinds: Iterable<GroupVersionKind>): Promise<void>;
  /**
   * All problems of one plain object: unknown and missing fields, types, enums, patterns, ranges, list keys, CEL rules.
   * A kind without a schema is a problem, too. Throws if the kind was not prepared. About 5 µs for an accepted object.
   */
  validate(object: unknown): readonly SchemaProblem[];
  /** CEL rules that could not be evaluated for an object seen so far, sorted. */
  uncheckedRules(): readonly string[];
}

/**
 * Opens the shipped schemas and, after them, folders of a user (`imports/schemas` of their own import); where two
 * folders know a kind, the later one counts. Reads only the index: 3 ms.
 */
export async function loadSchemas(folders: readonly URL[] = []): Promise<SchemaCatalog> {
  return new Catalog([shippedSchemas(), ...folders].map((folder) => new SchemaFolder(folder)));
}

/** Found through the package's own `imports`, so that it is the same folder from `src/` and from `lib/`. */
function shippedSchemas(): URL {
  return new URL('./', pathToFileURL(createRequire(import.meta.url).resolve('#schemas/index.json')));
}

/** One kind of the folder that counts for it. */
interface Kind {
  readonly folder: SchemaFolder;
  /** Its key in the folder, `GROUP/VERSION/Kind`. */
  readonly key: string;
  readonly info: KindInfo;
  /** Whether there are CEL rules anywhere below. */
  readonly hasRules: boolean;
  /** Undefined until prepared. */
  check: FastCheck | undefined;
}

const NONE: readonly SchemaProblem[] = [];

class Catalog implements SchemaCatalog {
  /** By apiVersion, then by kind: a lookup for each object must not build a key. */
  readonly #kinds = new Map<string, Map<string, Kind>>();
  readonly #rules = new Map<SchemaFolder, CelRules>();
  readonly #explainers = new Map<string, ValidateFunction>();
  #loading: Promise<CelPrograms> | undefined;
  #programs: CelPrograms | undefined;

  constructor(folders: readonly SchemaFolder[]) {
    for (const folder of folders) {
      for (const [key, { scope, plural, crd, cel }] of folder.kinds) {
        const slash = key.lastIndexOf('/');
        const apiVersion = key.slice(0, slash);
        let kinds = this.#kinds.get(apiVersion);
        if (kinds === undefined) this.#kinds.set(apiVersion, (kinds = new Map()));
        kinds.set(key.slice(slash + 1), {
          folder,
          key,
          info: { scope, plural, crd },
          hasRules: cel === true,
          check: undefined,
        });
      }
    }
  }

  kindOf(apiVersion: string, kind: string): KindInfo | undefined {
    return this.#kinds.get(apiVersion)?.get(kind)?.info;
  }

  async prepare(kinds: Iterable<GroupVersionKind>): Promise<void> {
    const pending = new Map<Kind, Promise<void>>();
    let last: GroupVersionKind | undefined;
    for (const one of kinds) {
      const { apiVersion, kind } = one;
      // Objects come sorted by kind: most are of the kind of the one before.
      if (kind === last?.kind && apiVersion === last.apiVersion) continue;
      last = one;
      const known = this.#kinds.get(apiVersion)?.get(kind);
      if (known === undefined || known.check !== undefined || pending.has(known)) continue;
      pending.set(known, this.#prepareKind(known, apiVersion, kind));
    }
    await Promise.all(pending.values());
  }

  async #prepareKind(known: Kind, apiVersion: string, kind: string): Promise<void> {
    const rules = known.hasRules ? this.#prepareRules(known.folder) : undefined;
    known.check = known.folder.loadCheck(apiVersion, kind);
    await rules;
  }

  async #prepareRules(folder: SchemaFolder): Promise<void> {
    // One engine for all: what could not be evaluated is counted in it.
    this.#loading ??= loadCelPrograms();
    const bundle = folder.bundle();
    this.#programs = await this.#loading;
    if (!this.#rules.has(folder)) this.#rules.set(folder, new CelRules(bundle, this.#programs));
  }

  validate(object: unknown): readonly SchemaProblem[] {
    const { apiVersion, kind } = (object ?? {}) as Partial<Readonly<Record<string, unknown>>>;
    const known = this.#kinds.get(apiVersion as string)?.get(kind as string);
    if (known === undefined) return [unknownKind(apiVersion, kind)];
    const { folder, key, check } = known;
    if (check === undefined) throw new Error(`${key} was not prepared before it was validated`);
    if (!check(object)) return this.#explain(folder, key, object);
    if (!known.hasRules) return NONE;
    return this.#rules.get(folder)?.validate(rootOf(folder, key), object) ?? NONE;
  }

  uncheckedRules(): readonly string[] {
    return this.#programs?.unchecked() ?? [];
  }

  #explain(folder: SchemaFolder, key: string, object: unknown): readonly SchemaProblem[] {
    let explainer = this.#explainers.get(key);
    if (explainer === undefined) {
      explainer = compileExplainer(folder.bundle(), rootOf(folder, key));
      this.#explainers.set(key, explainer);
    }
    const problems = explain(explainer, object);
    if (problems.length > 0) return problems;
    throw new Error(`the validator of ${key} refuses what its schema accepts; run npm run import again`);
  }
}

function rootOf(folder: SchemaFolder, key: string): number {
  const root = folder.bundle().roots[key];
  if (root === undefined) throw new Error(`the schema bundle has no ${key}; run npm run import again`);
  return root;
}

function unknownKind(apiVersion: unknown, kind: unknown): SchemaProblem {
  return {
    path: '',
    message: 'there is no schema for this kind',
    got: `${render(apiVersion)} ${render(kind)}`,
    expected: 'a kind of Kubernetes or of an imported CRD',
    fix: 'correct apiVersion and kind, or import the CRD: cdk8s-nested import FILE --out imports',
  };
}
