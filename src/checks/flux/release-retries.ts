import { at, textAt } from '../../model/index.ts';
import type { Json } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { HELM_GROUP } from '../releases.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** A failed release is tried again. */
export const fluxReleaseRetries: Rule = {
  code: 'flux/release-retries',
  title: 'a HelmRelease says what follows a failure',
  why:
    'Without a strategy or retries, Flux gives up after the first failed install or upgrade: the release stays at "retries ' +
    'exhausted" until somebody resets it by hand (flux2 issue 1878, helm-controller issues 149 and 454).',
  *validate(repository) {
    for (const object of indexOf(repository).byKind(HELM_GROUP, 'HelmRelease')) {
      const missing = ['install', 'upgrade'].filter((step) => !recovers(at(object.manifest, 'spec', step)));
      if (at(object.manifest, 'spec', 'timeout') === undefined) missing.push('timeout');
      if (missing.length === 0) continue;
      yield {
        code: fluxReleaseRetries.code,
        message: `the HelmRelease does not say what follows a failure: ${missing.join(', ')}`,
        ...where(object),
        field: `spec.${missing[0]}`,
        got: 'nothing',
        expected: 'a timeout, and strategy RetryOnFailure or remediation.retries for install and upgrade',
        fix: "use HelmInstall, or set strategy: { name: 'RetryOnFailure', retryInterval: '2m' }",
      };
    }
  },
};

function recovers(step: Json | undefined): boolean {
  if (textAt(step, 'strategy', 'name') === 'RetryOnFailure') return true;
  const retries = at(step, 'remediation', 'retries');
  return typeof retries === 'number' && retries !== 0;
}
