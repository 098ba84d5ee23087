import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ImportError, show } from './import-error.ts';
import { importCrds, type ImportReport } from './import-crds.ts';
import { isRecord, readDocuments } from './read-documents.ts';

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
  const files = readList(list).map((name) => join(options.crds, `${name}.json`));
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

function readList(list: string): readonly string[] {
  const [document] = readDocuments(list);
  const crds = isRecord(document) ? document['crds'] : undefined;
  if (Array.isArray(crds) && crds.every((name) => typeof name === 'string')) return crds;
  throw new ImportError({
    file: list,
    what: 'the file does not list CRDs',
    got: show(crds),
    expected: '{ "crds": ["GROUP/PLURAL", ...] }',
    fix: 'restore the file from version control',
  });
}
