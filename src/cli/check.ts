import { Command } from 'commander';
import { synth } from '../synth/synth.ts';
import { DEFAULT_APP, loadDatacenter, userSchemas } from './load-app.ts';
import { withProgress } from './progress.ts';
import { reportChecks } from './report.ts';

interface Options {
  readonly app: string;
  readonly out?: string;
  readonly json?: boolean;
}

export function checkCommand(): Command {
  return new Command('check')
    .description('run every check, also against the last written repository, and write nothing')
    .option('-a, --app <file>', 'the file that exports the Datacenter', DEFAULT_APP)
    .option('-o, --out <dir>', 'folder of the last written repository (default: CDK8S_OUTDIR, else dist)')
    .option('--json', 'print the result as JSON')
    .action(async (options: Options) => {
      const datacenter = await loadDatacenter(options.app);
      const result = await withProgress('check', () =>
        synth(datacenter, { out: options.out, check: true, schemas: userSchemas() }),
      );
      process.exitCode = reportChecks(result, options);
    });
}
