import { join } from 'node:path';
import { Command } from 'commander';
import { withProgress } from './progress.ts';
import { writingTo } from './writing-to.ts';

interface Options {
  readonly out: string;
  readonly reference?: string;
  readonly json?: boolean;
}

export function importCommand(): Command {
  return new Command('import')
    .description('make typed classes and schemas from CRD files')
    .argument('[files...]', 'CRD files, YAML or JSON')
    .option('-o, --out <dir>', 'folder for the result', 'imports')
    .option(
      '--reference <dir>',
      'instead of files: import again what <out>/kinds.json lists, from <dir>/crds/GROUP/PLURAL.json and <dir>/kubernetes',
    )
    .option('--json', 'print the result as JSON')
    .action(async (files: readonly string[], options: Options, command: Command) => {
      const { out, reference } = options;
      if (files.length === 0 && reference === undefined) command.error('error: name at least one CRD file');
      if (files.length > 0 && reference !== undefined) {
        command.error(
          'error: name CRD files or --reference, not both: kinds.json says what --reference imports',
        );
      }
      // The importer brings the schema compiler with it, which no other command needs at its start.
      const { importCrds, importReferenceCrds } = await import('../import/index.ts');
      const report = await withProgress('import', () =>
        writingTo(out, () =>
          reference === undefined
            ? importCrds({ files, out })
            : importReferenceCrds({
                crds: join(reference, 'crds'),
                kubernetes: join(reference, 'kubernetes', 'v1.28.json'),
                out,
              }),
        ),
      );
      if (options.json === true) console.log(JSON.stringify(report, undefined, 2));
      else console.log(`${out}: ${report.kinds.length} kinds in ${report.files.length} files`);
    });
}
