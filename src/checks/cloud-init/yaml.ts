import { guestTextRule } from './guest-texts.ts';

/** A cloud-config document is YAML. */
export const cloudInitYaml = guestTextRule(
  {
    code: 'cloud-init/yaml',
    title: 'a cloud-config document is a YAML mapping',
    why: 'cloud-init drops a document that it cannot parse and boots the machine without it; that shows in the log inside the guest only.',
  },
  function* ({ problem }) {
    if (problem === undefined) return;
    yield {
      message: 'cloud-init cannot read the user data',
      got: problem,
      expected: 'a YAML mapping below #cloud-config',
      fix: 'correct the YAML',
    };
  },
);
