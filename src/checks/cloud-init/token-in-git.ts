import { guestTextRule } from './guest-texts.ts';

/** Join tokens written out: variables, flags, and keys of K3s' and kubeadm's configuration. */
const PATTERNS = [
  /\bK3S_(?:AGENT_)?TOKEN=["']?(?![$<{"'])[^\s"']+/,
  /--(?:agent-)?token[= ]["']?(?![$<{"'])[^\s"']+/,
  /^\s*["']?(?:agent-)?token["']?:[ \t]+["']?(?![$<{"'|>])[^\s"']+/m,
  /\bK10[0-9a-f]{64}::\S+/,
];

/** Join tokens stay out of Git. */
export const cloudInitTokenInGit = guestTextRule(
  {
    code: 'cloud-init/token-in-git',
    title: 'user data in Git holds no join token',
    why: 'The token of a cluster lets everybody who can read the repository add a server to it, and with it read every Secret. K3s takes the token from a file too (token-file), which can be on a disk made from a Secret.',
  },
  function* ({ text, open }) {
    if (!open) return;
    for (const pattern of PATTERNS) {
      const match = pattern.exec(text);
      if (match === null) continue;
      const line = text.slice(0, match.index + match[0].search(/\S/)).split('\n').length;
      yield {
        message: 'the user data holds a join token',
        got: `a token in line ${line}`,
        expected: 'token-file, on a disk from a Secret that is not in Git',
        fix: 'move the token to a Secret, and make a new token: this one is known',
      };
      return;
    }
  },
);
