import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Datacenter } from '../../constructs/cluster/datacenter.ts';
import { InputError } from '../model/index.ts';
import { ProgramError } from './program-error.ts';

export const DEFAULT_APP = 'clusters/main.ts';

/** Runs the user's program and returns the one Datacenter it exports. */
export async function loadDatacenter(app: string): Promise<Datacenter> {
  const file = resolve(app);
  if (!existsSync(file)) {
    throw new InputError({
      code: 'app/not-found',
      message: 'there is no program to run',
      got: app,
      expected: 'a file that exports a Datacenter',
      fix: 'run the command in the folder that holds clusters/, or name the file with --app',
    });
  }
  if (file.endsWith('.ts')) await enableTypeScript();
  const module = await run(file);
  const found = new Set(
    Object.values(module).filter((value): value is Datacenter => Datacenter.isDatacenter(value)),
  );
  const [datacenter] = found;
  if (datacenter !== undefined && found.size === 1) return datacenter;
  throw new InputError({
    code: 'app/no-datacenter',
    message: `${app} must export exactly one Datacenter`,
    got: `${found.size} of them among ${Object.keys(module).join(', ') || 'no exports'}`,
    expected: 'one',
    fix: "export the value that `new Datacenter(...)` returned, e.g. export { whiskey } from './datacenter.ts'",
  });
}

async function run(file: string): Promise<{ readonly [name: string]: unknown }> {
  // Ten frames, the default, can all be this library's, and a finding should name the user's line.
  Error.stackTraceLimit = 40;
  try {
    const module: { readonly [name: string]: unknown } = await import(pathToFileURL(file).href);
    return module;
  } catch (error) {
    throw new ProgramError('the program stopped with an error', { cause: error });
  }
}

/** Schemas of the user's own CRDs, where `cdk8s-nested import` puts them. */
export function userSchemas(): readonly URL[] {
  const folder = join(process.cwd(), 'imports', 'schemas');
  const shipped = createRequire(import.meta.url).resolve('#schemas/index.json');
  if (!existsSync(join(folder, 'index.json')) || shipped === join(folder, 'index.json')) return [];
  return [pathToFileURL(`${folder}/`)];
}

/** Node 22.18 and later run TypeScript themselves; before that tsx does, if the project has it. */
async function enableTypeScript(): Promise<void> {
  if ('typescript' in process.features && process.features.typescript !== false) return;
  if (process.execArgv.some((argument) => argument.includes('tsx'))) return;
  try {
    const { register } = await import('tsx/esm/api');
    register();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    throw new InputError({
      code: 'app/typescript',
      message: `Node ${process.versions.node} does not run TypeScript by itself`,
      got: 'no tsx in this project',
      expected: 'Node 22.18 or later, or the package tsx',
      fix: 'npm install --save-dev tsx',
    });
  }
}
