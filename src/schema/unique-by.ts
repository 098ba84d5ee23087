/**
 * Whether no two objects of a list share the values under `keys`. An absent key counts as a value of its own; items that
 * are not objects are left to the type check.
 */
export function uniqueBy(list: readonly unknown[], keys: readonly string[]): boolean {
  if (list.length < 2) return true;
  const seen = new Set<string>();
  for (const item of list) {
    if (typeof item !== 'object' || item === null) continue;
    const identity = JSON.stringify(keys.map((key) => (item as Record<string, unknown>)[key] ?? null));
    if (seen.has(identity)) return false;
    seen.add(identity);
  }
  return true;
}
