import { Command } from 'commander';
import type { CommanderError } from 'commander';
import { createRequire } from 'node:module';
import { checkCommand } from './check.ts';
import { explainCommand } from './explain.ts';
import { importCommand } from './import.ts';
import { initCommand } from './init.ts';
import { reportFailure } from './report.ts';
import { synthCommand } from './synth.ts';

const { version, description }: { readonly version: string; readonly description: string } = createRequire(
  import.meta.url,
)('#package');

const program = new Command('cdk8s-nested')
  .description(description)
  .version(version)
  .showHelpAfterError('(add --help for the options)')
  .addHelpText(
    'after',
    '\nExit codes: 0 done, 1 findings or a tree that is not up to date, 2 wrong use, 3 a defect of this program.',
  );

const exit = (error: CommanderError): never => process.exit(error.exitCode === 0 ? 0 : 2);
program.exitOverride(exit);
for (const command of [synthCommand, checkCommand, explainCommand, importCommand, initCommand]) {
  program.addCommand(command().copyInheritedSettings(program));
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = reportFailure(error, process.argv.includes('--json'));
}
