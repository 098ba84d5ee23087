/** One thing an API server would refuse or silently drop. */
export interface SchemaProblem {
  /** Dotted path inside the object, e.g. `spec.template.spec.volumes[0].name`; empty for the object itself. */
  readonly path: string;
  readonly message: string;
  readonly got: string;
  readonly expected: string;
  readonly fix?: string;
}

/** A short, one-line rendering of a value. */
export function render(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

/** `/spec/volumes/0/name` → `spec.volumes[0].name`; names that need it are put in brackets. */
export function dotted(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^\d+$/.test(step) ? `[${step}]` : /^[\w$-]+$/.test(step) ? `.${step}` : `["${step}"]`))
    .join('')
    .replace(/^\./, '');
}

/** The candidate closest to a misspelt name, if one is close: up to a third of the letters differ. */
export function didYouMean(name: string, candidates: readonly string[]): string | undefined {
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    const distance = candidate.toLowerCase() === name.toLowerCase() ? 0 : editDistance(name, candidate);
    if (distance * 3 <= Math.max(name.length, 3) && (best === undefined || distance < best.distance)) {
      best = { candidate, distance };
    }
  }
  return best?.candidate;
}

/** Levenshtein distance, O(a × b). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
