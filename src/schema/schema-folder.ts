import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseBundle, type Bundle, type IndexEntry, type SchemaIndex } from './bundle.ts';
import { checkOf, chunkOf } from './chunk-names.ts';

/** Says yes or no; the reasons come from the bundle. */
export type FastCheck = (object: unknown) => boolean;

/** One `imports/schemas` folder. Only the index is read at once. */
export class SchemaFolder {
  readonly kinds: ReadonlyMap<string, IndexEntry>;
  readonly #url: URL;
  #bundle: Bundle | undefined;
  #require: NodeJS.Require | undefined;

  /** Throws if the folder was not written by `npm run import`. */
  constructor(url: URL) {
    this.#url = url.href.endsWith('/') ? url : new URL(`${url.href}/`);
    this.kinds = new Map(Object.entries(this.#read('index.json', parseIndex).kinds));
  }

  /** Read on the first call. */
  bundle(): Bundle {
    this.#bundle ??= this.#read('bundle.json', parseBundle);
    return this.#bundle;
  }

  /** Loads the validators of the kind's group. Throws if the folder has none for the kind. */
  loadCheck(apiVersion: string, kind: string): FastCheck {
    this.#require ??= createRequire(this.#url);
    const chunk = this.#require(`./validators/${chunkOf(apiVersion)}.cjs`) as Readonly<
      Record<string, FastCheck>
    >;
    const check = chunk[checkOf(apiVersion, kind)];
    if (check === undefined)
      throw new Error(`${this.#url.href} has no validator for ${apiVersion} ${kind}; import it again`);
    return check;
  }

  #read<T>(name: string, parse: (text: string) => T): T {
    const file = new URL(name, this.#url);
    try {
      return parse(readFileSync(file, 'utf8'));
    } catch (error) {
      const fix = 'give the schemas folder that npm run import wrote';
      throw new Error(`the schema file ${file.href} cannot be read; ${fix}`, { cause: error });
    }
  }
}

function parseIndex(text: string): SchemaIndex {
  return JSON.parse(text) as SchemaIndex;
}
