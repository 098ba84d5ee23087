import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImportError, show } from './import-error.ts';
import { importCrds, type ImportReport } from './import-crds.ts';

export interface ReferenceImport {
  /** Folder with one prose-free CRD a file: `GROUP/PLURAL.json`. */
  readonly crds: string;
  /** Kubernetes' OpenAPI v2 file, e.g. `v1.28.json`. */
  readonly kubernetes: string;
  /** The `imports/` folder; its `kinds.json` says which CRDs are taken. */
  readonly out: string;
}

/** Imports again what `kinds.json` lists. To take up a kind, add `GROUP/PLURAL` to its `crds` and run this. */
export async function importReferenceCrds(options: ReferenceImport): Promise<ImportReport> {
  const list = join(options.out, 'kinds.json');
  const kinds = JSON.parse(readFileSync(list, 'utf8')) as { readonly crds: readonly string[] };
  const files = kinds.crds.map((name) => join(options.crds, `${name}.json`));
  const missing = files.find((file) => !existsSync(file));
  if (missing !== undefined) {
    throw new ImportError({
      file: list,
      what: 'a listed CRD is not among the reference CRDs',
      got: show(missing),
      expected: `a file under ${options.crds}`,
      fix: 'correct the name, or add the CRD to the reference folder',
    });
  }
  return importCrds({ files: [options.kubernetes, ...files], out: options.out });
}
