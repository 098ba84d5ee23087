import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

// Node 20 reads ES modules one by one, so the library is compiled into a few files: one for each public entry and those that
// entries share, which keeps every class a single one. Types come from tsc.
rmSync('lib', { recursive: true, force: true });

const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));
const common = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  target: `node${engines.node.replace('>=', '')}`,
  logLevel: 'warning',
};
const groups = readdirSync('imports').filter((name) => name.endsWith('.ts'));

await Promise.all([
  build({
    ...common,
    entryPoints: [
      'constructs/index.ts',
      'src/synth/index.ts',
      'src/cli/main.ts',
      ...groups.map((name) => `imports/${name}`),
    ],
    outbase: '.',
    outdir: 'lib',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
  }),
  // The program of this repository uses the package's public names. Findings show its lines, hence the map.
  build({
    ...common,
    entryPoints: ['clusters/main.ts'],
    outfile: 'lib/clusters/main.js',
    external: ['cdk8s-nested', 'cdk8s-nested/*'],
    sourcemap: true,
    sourcesContent: false,
  }),
]);
