import { Command } from 'commander';

export function initCommand(): Command {
  return new Command('init').description('start a repository of your own').argument('<dir>', 'a new or empty folder');
}
