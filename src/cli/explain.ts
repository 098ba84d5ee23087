import { Command } from 'commander';
import { didYouMean } from '../schema/problem.ts';
import { colorsFor } from './colors.ts';
import { explanations } from './explanations.ts';

export function explainCommand(): Command {
  return new Command('explain')
    .description('say what a finding means, or list every code')
    .argument('[code]', 'a code such as address/overlap')
    .option('--json', 'print as JSON')
    .action((code: string | undefined, options: { readonly json?: boolean }) => {
      const all = explanations();
      if (code === undefined) {
        if (options.json === true) console.log(JSON.stringify(all, undefined, 2));
        else for (const [name, { title }] of Object.entries(all)) console.log(`${name.padEnd(40)} ${title}`);
        return;
      }
      const found = all[code];
      if (found === undefined) {
        const close = didYouMean(code, Object.keys(all));
        console.error(`no such code: ${code}${close === undefined ? '' : `; did you mean ${close}?`}`);
        process.exitCode = 2;
      } else if (options.json === true) console.log(JSON.stringify({ code, ...found }, undefined, 2));
      else console.log(`${colorsFor(process.stdout).bold(code)}\n${found.title}\n\n${found.why}`);
    });
}
