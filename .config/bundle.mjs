import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

// Node 20 reads ES modules one by one, so the library is compiled into a few files: one for each public entry and those that
// entries share, which keeps every class a single one. Types come from tsc.

const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));

/** The classes of each `imports/GROUP.ts`. */
const groups = readdirSync('imports')
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({
    name: name.slice(0, -'.ts'.length),
    classes: [...readFileSync(`imports/${name}`, 'utf8').matchAll(/^export class (\w+)/gm)].map(
      ([, found]) => found,
    ),
  }));

/** All groups are one entry: as one entry each, every group that a construct uses would be a file to load. */
const allImports = {
  name: 'all-imports',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^all-imports$/ }, ({ path }) => ({ path, namespace: 'all-imports' }));
    onLoad({ filter: /./, namespace: 'all-imports' }, () => ({
      contents: groups
        .map(
          ({ name, classes }, at) =>
            `export { ${names(classes, (it) => `${it} as g${at}_${it}`)} } from './${name}.ts';`,
        )
        .join('\n'),
      resolveDir: 'imports',
    }));
  },
};

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
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module';\nconst require = makeRequire(import.meta.url);",
  },
  target: `node${engines.node.replace('>=', '')}`,
  logLevel: 'warning',
  outdir: 'lib',
};

rmSync('lib', { recursive: true, force: true });
await Promise.all([
  build({
    ...common,
    entryPoints: {
      'chunks/imports': 'all-imports',
      'constructs/index': 'constructs/index.ts',
      'src/cli/main': 'src/cli/main.ts',
      'src/synth/index': 'src/synth/index.ts',
    },
    plugins: [allImports, required],
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
  }),
  // The program of this repository uses the package's public names. Findings show its lines, hence the map.
  build({
    ...common,
    entryPoints: { 'clusters/main': 'clusters/main.ts' },
    plugins: [required],
    external: ['cdk8s-nested', 'cdk8s-nested/*'],
    sourcemap: true,
    sourcesContent: false,
  }),
]);
mkdirSync('lib/imports');
for (const [at, { name, classes }] of groups.entries()) {
  const list = names(classes, (it) => `g${at}_${it} as ${it}`);
  writeFileSync(`lib/imports/${name}.js`, `export { ${list} } from '../chunks/imports.js';\n`);
}

function names(classes, show) {
  return classes.map(show).join(', ');
}
