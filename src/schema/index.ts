export { loadSchemas, type GroupVersionKind, type KindInfo, type SchemaCatalog } from './load-schemas.ts';
export type { SchemaProblem } from './problem.ts';
