import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { checkName } from '../../constructs/cluster/name.ts';
import { InputError } from '../model/index.ts';
import { initFiles } from './init-files.ts';
import type { Peers } from './init-files.ts';
import { writingTo } from './writing-to.ts';

export function initCommand(): Command {
  return new Command('init')
    .description('start a repository of your own: one metal cluster and one inner cluster')
    .argument('<dir>', 'a new or empty folder; its name becomes the name of the datacenter')
    .action(async (dir: string) => {
      const { version, peerDependencies }: Package = createRequire(import.meta.url)('#package');
      const folder = resolve(dir);
      await writingTo(dir, () => refuseUsed(folder, dir));
      const files = initFiles(checkName('datacenter', basename(folder)), version, peerDependencies);
      await writingTo(dir, () => {
        for (const [path, text] of Object.entries(files)) {
          mkdirSync(dirname(join(folder, path)), { recursive: true });
          writeFileSync(join(folder, path), text);
        }
      });
      console.log(
        `${dir}: ${Object.keys(files).length} files\n\n  cd ${dir}\n  npm install\n  npm run synth`,
      );
    });
}

interface Package {
  readonly version: string;
  readonly peerDependencies: Peers;
}

function refuseUsed(folder: string, dir: string): void {
  const found = existsSync(folder) ? readdirSync(folder).filter((name) => name !== '.git') : [];
  if (found.length === 0) return;
  throw new InputError({
    code: 'init/not-empty',
    message: `${dir} is in use`,
    got: `${found.length} files, among them ${found[0]}`,
    expected: 'a new or empty folder',
    fix: 'choose another folder',
  });
}
