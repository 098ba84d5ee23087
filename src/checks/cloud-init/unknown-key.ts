import { guestTextRule } from './guest-texts.ts';

/** Every section is read by somebody. */
export const cloudInitUnknownKey = guestTextRule(
  {
    code: 'cloud-init/unknown-key',
    title: 'every top-level key of a cloud-config document belongs to a cloud-init module',
    why: 'cloud-init before 25.1 takes keys that no module reads without a word, so a typing mistake silently loses the whole section.',
  },
  function* ({ unknownKeys }) {
    for (const key of unknownKeys) {
      yield {
        message: 'no cloud-init module reads the key',
        got: key,
        expected: 'a key such as write_files, runcmd, users or bootcmd',
        fix: 'correct the key',
      };
    }
  },
);
