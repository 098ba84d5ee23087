import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Snippet {
  /** `docs/tour.md:12`, where the block starts. */
  readonly place: string;
  readonly language: string;
  readonly text: string;
}

/** Every fenced code block of the README and of docs/. */
export function snippets(): readonly Snippet[] {
  const pages = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((page) => page.endsWith('.md'))
    .map((page) => `docs/${page}`);
  return ['README.md', ...pages.toSorted()].flatMap(blocksOf);
}

function blocksOf(page: string): Snippet[] {
  const found: Snippet[] = [];
  let open: { place: string; language: string; lines: string[] } | undefined;
  for (const [number, line] of readFileSync(join(ROOT, page), 'utf8').split('\n').entries()) {
    const fence = /^```(\S*)/.exec(line);
    if (fence !== null && open === undefined) {
      open = { place: `${page}:${number + 1}`, language: fence[1] ?? '', lines: [] };
    } else if (fence !== null && open !== undefined) {
      found.push({ place: open.place, language: open.language, text: open.lines.join('\n') });
      open = undefined;
    } else open?.lines.push(line);
  }
  if (open !== undefined) throw new Error(`${open.place}: the code block is never closed`);
  return found;
}
