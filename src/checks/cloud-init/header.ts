import { guestTextRule } from './guest-texts.ts';

/** First lines that cloud-init knows. */
const KNOWN =
  /^(#cloud-config(-archive|-jsonp)?\s*(\n|$)|#!|#include(-once)?\b|#cloud-boothook|#part-handler|## template:|Content-Type:|MIME-Version:)/i;

/** cloud-init knows what it is given. */
export const cloudInitHeader = guestTextRule(
  {
    code: 'cloud-init/header',
    title: 'user data starts with a line that says what it is',
    why: 'cloud-init tells cloud-config documents, scripts and archives apart by the first line, alone on it, and ignores a text that starts otherwise: the machine boots without a user, a key or a cluster.',
  },
  function* ({ text }) {
    if (KNOWN.test(text)) return;
    yield {
      message: 'cloud-init would ignore the user data',
      got: (text.split('\n')[0] ?? '').slice(0, 60) || 'an empty first line',
      expected: '#cloud-config alone on the first line, or a script that starts with #!',
      fix: 'put #cloud-config on the first line',
    };
  },
);
