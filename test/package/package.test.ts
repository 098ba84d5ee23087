import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface Manifest {
  readonly version: string;
  readonly devDependencies: { readonly [name: string]: string };
}
const { version, devDependencies }: Manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** Outside of this repository, so that nothing of it can be found by accident. */
const temporary = mkdtempSync(join(tmpdir(), 'cdk8s-nested-package-'));
const tarball = join(temporary, `cdk8s-nested-${version}.tgz`);
const project = join(temporary, 'project');
const bin = (name: string): string => join(ROOT, 'node_modules/.bin', name);

const SUBPATHS = `
import { App, Chart } from 'cdk8s';
import { ConfigMap } from 'cdk8s-nested/imports/k8s';
import { VirtualMachine } from 'cdk8s-nested/imports/kubevirt.io';
import type { VirtualMachineSpec } from 'cdk8s-nested/imports/kubevirt.io';
import { SynthError, synth } from 'cdk8s-nested/synth';
import type { SynthResult } from 'cdk8s-nested/synth';
import { Datacenter } from 'cdk8s-nested';

const chart = new Chart(new App(), 'chart');
const spec: VirtualMachineSpec = { runStrategy: 'Always', template: { spec: { domain: { devices: {} } } } };
new ConfigMap(chart, 'settings', { metadata: { name: 'settings' }, data: { a: 'b' } });
new VirtualMachine(chart, 'machine', { metadata: { name: 'machine' }, spec });
// @ts-expect-error: the kind has no such field.
new VirtualMachine(chart, 'typo', { spec: { ...spec, replicas: 2 } });

const site = new Datacenter('site', {
  supernet: '10.42.64.0/18',
  repository: { url: 'https://git.example.org/flux.git' },
});
const { objects }: SynthResult = await synth(site, { out: 'empty' });
console.log(JSON.stringify([chart.toJson().length, objects, SynthError.name]));
`;

const COMMON_JS = `
import cdk8s = require('cdk8s');
import nested = require('cdk8s-nested');
import kubernetes = require('cdk8s-nested/imports/k8s');

const app = new cdk8s.App({ outdir: process.argv[2] ?? 'out' });
const chart = new cdk8s.Chart(app, 'chart');
const claim: nested.ImportClaim = {
  name: 'root',
  namespace: 'lab',
  size: cdk8s.Size.gibibytes(100),
  storageClass: nested.rdsNvmeRwx,
};
new nested.ImageImport(chart, 'root', { image: nested.containerDisk('ghcr.io/example/vm:1.0.0'), claim });
new kubernetes.ConfigMap(chart, 'settings', { metadata: { name: 'settings' }, data: { a: 'b' } });
app.synth();
`;

/** Runs a program and returns its stdout; what it said is part of the error when it fails. */
function run(folder: string, program: string, ...args: readonly string[]): string {
  try {
    return execFileSync(program, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe', maxBuffer: 2 ** 26 });
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error ? `${String(error.stdout)}\n` : '';
    throw new Error(`${program} ${args.join(' ')}\n${said}`, { cause: error });
  }
}

/** `name@version`, as this repository itself uses it. */
const pinned = (...names: readonly string[]): readonly string[] =>
  names.map((name) => `${name}@${devDependencies[name]}`);

/** Paths in the tarball. */
function listed(): readonly string[] {
  return run(temporary, 'tar', '-tzf', tarball)
    .trim()
    .split('\n')
    .map((path) => path.replace(/^package\//, ''));
}

const install = ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'] as const;

beforeAll(() => {
  run(ROOT, 'npm', 'pack', '--pack-destination', temporary, '--loglevel=error');
  mkdirSync(project);
  cpSync(join(ROOT, 'test/package/plain-app.ts'), join(project, 'plain-app.ts'));
  writeFileSync(join(project, 'subpaths.ts'), SUBPATHS);
  writeFileSync(join(project, 'common-js.cts'), COMMON_JS);
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({ name: 'project', private: true, type: 'module' }),
  );
  const packages = pinned('cdk8s', 'cdk8s-plus-28', 'constructs', 'typescript', '@types/node');
  run(project, 'npm', ...install, tarball, ...packages);
});
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

describe('the tarball', () => {
  it('holds the library, its schemas, its pins and its documentation', () => {
    const wanted = [
      'CHANGELOG.md',
      'README.md',
      'constructs/versions.json',
      'docs/tour.md',
      'imports/schemas/bundle.json',
      'imports/schemas/index.json',
      'lib/constructs/index.d.ts',
      'lib/constructs/index.js',
      'lib/imports/kubevirt.io.d.ts',
      'lib/imports/kubevirt.io.js',
      'lib/src/cli/main.js',
      'lib/src/synth/index.d.ts',
      'lib/src/synth/index.js',
      'package.json',
    ];
    const held = new Set(listed());
    expect(wanted.filter((path) => !held.has(path))).toEqual([]);
  });

  it('holds nothing else: no tests, no clusters of this repository, no sources, no maps', () => {
    const strange = listed().filter(
      (path) =>
        /(^|\/)(test|bench|clusters|dist)\//.test(path) ||
        /\.map$|(?<!\.d)\.ts$/.test(path) ||
        !/^(lib|docs|imports\/schemas|constructs\/versions\.json|[A-Z]+(\.md)?$|package\.json$)/.test(path),
    );
    expect(strange).toEqual([]);
  });

  it('stays small', () => {
    const megabytes = readFileSync(tarball).length / 1e6;
    expect(megabytes).toBeLessThan(3);
  });

  it('is accepted by publint', () => {
    expect(() => run(ROOT, bin('publint'), '--strict', tarball)).not.toThrow();
  });

  it('is accepted by arethetypeswrong', () => {
    // Node 20.19, the oldest that is supported, requires ES modules: what the rule warns of does not happen.
    const args = ['--profile', 'node16', '--ignore-rules', 'cjs-resolves-to-esm', '--no-emoji'];
    expect(() => run(ROOT, bin('attw'), tarball, ...args)).not.toThrow();
  });
});

describe('a project that installs it', () => {
  it('compiles it in strict TypeScript as an ES module and as CommonJS', () => {
    const compilerOptions = {
      target: 'ES2022',
      module: 'NodeNext',
      types: ['node'],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      outDir: 'out',
      rootDir: '.',
    };
    writeFileSync(
      join(project, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, include: ['*.ts', '*.cts'] }),
    );
    expect(() => run(project, 'npx', 'tsc')).not.toThrow();
  });

  it('writes every construct with App.synth, without a Datacenter', () => {
    run(project, process.execPath, 'out/plain-app.js', 'yaml');
    const written = readdirSync(join(project, 'yaml'), { recursive: true, encoding: 'utf8' });
    const kinds = new Set(written.map((path) => path.split('.')[0]));
    const wanted = [
      'CiliumBGPClusterConfig',
      'ClusterIssuer',
      'ConfigMap',
      'DaemonSet',
      'FluxInstance',
      'Gateway',
      'HelmRelease',
      'Ingress',
      'Job',
      'KubeVirt',
      'NetworkAttachmentDefinition',
      'PersistentVolumeClaim',
      'ScaledObject',
      'VirtualMachine',
      'VirtualMachineInstanceReplicaSet',
      'VirtualMachinePool',
    ];
    expect(wanted.filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  it('finds the typed API objects and the synthesis by their subpaths', () => {
    expect(run(project, process.execPath, 'out/subpaths.js')).toBe('[3,0,"SynthError"]\n');
  });

  it('runs as CommonJS', () => {
    run(project, process.execPath, 'out/common-js.cjs', 'cjs');
    expect(readdirSync(join(project, 'cjs'))).toHaveLength(1);
  });
});

describe('a repository that init starts', () => {
  const repository = join(temporary, 'my-site');
  const npx = (...args: readonly string[]): string => run(repository, 'npx', '--no-install', ...args);

  it('is made by the installed command', () => {
    run(project, 'npx', '--no-install', 'cdk8s-nested', 'init', repository);
    expect(readdirSync(repository)).toEqual(
      expect.arrayContaining(['README.md', 'clusters', 'package.json']),
    );
  });

  it('installs, is type-correct and writes its datacenter', () => {
    // The release that it asks for is this tarball.
    const manifest: { dependencies: { [name: string]: string } } = JSON.parse(
      readFileSync(join(repository, 'package.json'), 'utf8'),
    );
    expect(manifest.dependencies['cdk8s-nested']).toBe(`^${version}`);
    manifest.dependencies['cdk8s-nested'] = `file:${tarball}`;
    writeFileSync(join(repository, 'package.json'), JSON.stringify(manifest));
    run(repository, 'npm', ...install);
    run(repository, 'npm', 'run', '-s', 'typecheck');
    expect(npx('cdk8s-nested', 'synth')).toMatch(/^dist: \d+ objects, \d+ added, 0 changed, 0 removed\n$/);
    expect(existsSync(join(repository, 'dist/clusters/lab/kustomization.yaml'))).toBe(true);
    expect(npx('cdk8s-nested', 'synth', '--check')).toMatch(/ 0 added, 0 changed, 0 removed\n$/);
  });

  it('imports a CRD of its own', () => {
    mkdirSync(join(repository, 'crds'));
    const crd = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'boats.example.org' },
      spec: {
        group: 'example.org',
        scope: 'Namespaced',
        names: { kind: 'Boat', plural: 'boats' },
        versions: [
          { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } },
        ],
      },
    };
    writeFileSync(join(repository, 'crds/boat.json'), JSON.stringify(crd));
    npx('cdk8s-nested', 'import', 'crds/boat.json');
    expect(existsSync(join(repository, 'imports/example.org.ts'))).toBe(true);
    expect(npx('cdk8s-nested', 'check')).toMatch(/objects, no errors\n$/);
  });
});
