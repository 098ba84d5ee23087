export { importCrds, type ImportOptions, type ImportReport } from './import-crds.ts';
export { importReferenceCrds, type ReferenceImport } from './import-reference-crds.ts';
export { ImportError, type ImportProblem } from './import-error.ts';
