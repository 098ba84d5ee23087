import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Construct } from 'constructs';
import { afterAll, expect, it } from 'vitest';
import type { Datacenter } from '../../constructs/cluster/datacenter.ts';
import { findingText } from '../../src/cli/finding-text.ts';
import { synth, SynthError } from '../../src/synth/index.ts';
import { ROOT, snippets } from './snippets.ts';

const folder = join(ROOT, '.cache', 'sample-finding');
mkdirSync(folder, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The first program of a page, with the API's address moved out of its segment, as the page tells. */
it.each(['README.md', 'docs/tour.md'])('the finding in %s is what the mistake gives', async (page) => {
  const own = snippets().filter(({ place }) => place.startsWith(`${page}:`));
  const program = own.find(({ language }) => language === 'ts');
  const sample = own.find(({ language }) => language === 'text');
  const file = join(folder, `${page.replaceAll('/', '-')}.ts`);
  writeFileSync(file, (program?.text ?? '').replaceAll('10.42.66.120', '10.42.99.120'));

  const module = (await import(pathToFileURL(file).href)) as { readonly [name: string]: Construct };
  const site = Object.values(module)[0]?.node.root as Datacenter;
  const error: unknown = await synth(site, { out: join(folder, 'out'), check: true }).catch(
    (reason: unknown) => reason,
  );
  const finding = (error as SynthError).findings.find(({ code }) => code === 'address/outside-segment');
  expect(error).toBeInstanceOf(SynthError);
  // The line in the user's file is not the page's.
  const bare = (text: string): string => text.replace(/ +\(clusters\/.*\)/, '').trim();
  expect(bare(sample?.text ?? '')).toBe(
    finding === undefined ? '' : findingText({ ...finding, source: undefined }),
  );
});
