import { at, textAt } from '../../model/index.ts';
import { shown } from '../object-rule.ts';
import { filesOf, guestTextRule } from './guest-texts.ts';

/** Modes of files are text. */
export const cloudInitPermissions = guestTextRule(
  {
    code: 'cloud-init/permissions',
    title: 'permissions in write_files are octal numbers in quotes',
    why: 'Unquoted, 0600 is a number to YAML, octal to one parser and decimal to another; cloud-init then sets another mode or keeps its default 0644, and a token becomes readable for everyone on the machine.',
  },
  function* ({ config }) {
    for (const [i, file] of filesOf(config).entries()) {
      const mode = at(file, 'permissions');
      if (mode === undefined || (typeof mode === 'string' && /^(0o?)?[0-7]{3,4}$/.test(mode))) continue;
      yield {
        message: `the mode of ${textAt(file, 'path') ?? `file ${i + 1}`} is no octal text`,
        got: shown(mode),
        expected: "text such as '0600'",
        fix: 'put the mode in quotes',
      };
    }
  },
);
