import { Command } from 'commander';
import { synth } from '../synth/synth.ts';
import { DEFAULT_APP, loadDatacenter, userSchemas } from './load-app.ts';
import { reportResult } from './report.ts';
import { withProgress } from './progress.ts';

interface Options {
  readonly app: string;
  readonly out?: string;
  readonly check?: boolean;
  readonly json?: boolean;
}

export function synthCommand(): Command {
  return new Command('synth')
    .description('check the program and write the Flux repository; only what changed is touched')
    .option('-a, --app <file>', 'the file that exports the Datacenter', DEFAULT_APP)
    .option(
      '-o, --out <dir>',
      'output folder; may be a checkout of an existing Flux repository (default: CDK8S_OUTDIR, else dist)',
    )
    .option('--check', 'write nothing; exit 1 when the folder is not up to date')
    .option('--json', 'print the result as JSON')
    .action(async (options: Options) => {
      const datacenter = await loadDatacenter(options.app);
      const result = await withProgress('synth', () =>
        synth(datacenter, { out: options.out, check: options.check, schemas: userSchemas() }),
      );
      process.exitCode = reportResult(result, options);
    });
}
