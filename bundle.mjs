import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

// Node 20 reads ES modules one by one, so the library is compiled into a few files: one for each public entry and those that
// entries share, which keeps every class a single one. Types come from tsc.
rmSync('lib', { recursive: true, force: true });

const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));
const groups = readdirSync('imports').filter((name) => name.endsWith('.ts'));

/**
 * Packages in the CommonJS format are required: for an import, Node would first parse all their files to learn their names, which
 * takes longer than running them (cdk8s: 100 files). The instances are those that an import gets.
 */
const required = {
  name: 'required',
  setup({ onResolve, onLoad }) {
    const packages = /^(?:cdk8s|cdk8s-plus-28|commander|constructs|ipaddr\.js|picocolors|yaml)$/;
    onResolve({ filter: packages, namespace: 'file' }, ({ path }) => ({ path, namespace: 'required' }));
    onResolve({ filter: packages, namespace: 'required' }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /./, namespace: 'required' }, ({ path }) => ({
      contents: `module.exports = require('${path}')`,
    }));
  },
};

const common = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  plugins: [required],
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module';\nconst require = makeRequire(import.meta.url);",
  },
  target: `node${engines.node.replace('>=', '')}`,
  logLevel: 'warning',
};

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
