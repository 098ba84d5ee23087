import { join } from 'node:path';
import { expect, it } from 'vitest';
import { explanations } from '../../src/cli/explanations.ts';
import { ROOT } from './snippets.ts';

/** `npm test -- test/docs -u` writes the page again. */
it('the page of findings lists what explain says', async () => {
  const areas = new Map<string, string[]>();
  for (const [code, { title, why }] of Object.entries(explanations())) {
    const area = code.slice(0, code.indexOf('/'));
    areas.set(area, [...(areas.get(area) ?? []), `### ${code}\n\n${sentence(title)}\n\n${why}\n`]);
  }
  const page = [
    '# Findings\n\nEvery code that a run can print, as `npx cdk8s-nested explain CODE` tells it.\n',
    ...[...areas].map(([area, entries]) => `## ${area}\n\n${entries.join('\n')}`),
  ].join('\n');
  await expect(page).toMatchFileSnapshot(join(ROOT, 'docs', 'findings.md'));
});

function sentence(title: string): string {
  return `**${title.charAt(0).toUpperCase()}${title.slice(1)}.**`;
}
