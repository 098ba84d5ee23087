import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll } from 'vitest';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

// The sources as a package of their own: Node starts a few files many times faster than all sources through tsx.
mkdirSync(join(ROOT, '.cache'), { recursive: true });
export const PACKAGE = mkdtempSync(join(ROOT, '.cache', 'cli-'));
cpSync(join(ROOT, 'package.json'), join(PACKAGE, 'package.json'));
for (const room of ['constructs', 'imports']) symlinkSync(join(ROOT, room), join(PACKAGE, room));
await build({
  absWorkingDir: ROOT,
  entryPoints: ['constructs/index.ts', 'src/synth/index.ts', 'src/cli/main.ts', 'imports/k8s.ts'],
  outdir: join(PACKAGE, 'lib'),
  outbase: '.',
  chunkNames: 'chunks/[name]-[hash]',
  splitting: true,
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
});
afterAll(() => rmSync(PACKAGE, { recursive: true, force: true }));

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of a user, in which the package's own name resolves; gone after the file's tests. */
export function userFolder(files: { readonly [path: string]: string } = {}): string {
  const folder = mkdtempSync(join(PACKAGE, 'user-'));
  writeFiles(folder, files);
  return folder;
}

export function writeFiles(folder: string, files: { readonly [path: string]: string }): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Runs the command line as a user would, in a process of its own whose output is no terminal. */
export function cli(
  folder: string,
  args: readonly string[],
  env: { readonly [name: string]: string } = {},
): Promise<Run> {
  return node(folder, [join(PACKAGE, 'lib/src/cli/main.js'), ...args], env);
}

export function node(
  folder: string,
  args: readonly string[],
  env: { readonly [name: string]: string } = {},
): Promise<Run> {
  const options = { cwd: folder, env: { ...plainEnvironment(), ...env }, maxBuffer: 2 ** 26 };
  return new Promise((settle) => {
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      settle({ code, stdout, stderr });
    });
  });
}

/** Without what a developer's shell or a CI sets about output. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, NO_COLOR: __, CDK8S_OUTDIR: ___, NODE_OPTIONS: ____, ...rest } = process.env;
  return rest;
}

/** A program with one cluster; `body` follows, with `site` and `metal` in scope. */
export function program(body: string, names: readonly string[] = []): string {
  return `import { ${['Cluster', 'Datacenter', ...names].join(', ')} } from 'cdk8s-nested';
import { ConfigMap } from 'cdk8s-nested/imports/k8s';

export const site = new Datacenter('site', {
  supernet: '10.42.64.0/18',
  repository: { url: 'https://git.example.org/flux.git' },
});
const metal = new Cluster(site, 'metal');
new ConfigMap(metal.services, 'settings', { metadata: { name: 'settings', namespace: 'default' }, data: { a: 'b' } });
${body}
`;
}
