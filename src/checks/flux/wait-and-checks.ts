import { at, listAt } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** A Kustomization waits for everything or for what it names. */
export const fluxWaitAndChecks: Rule = {
  code: 'flux/wait-and-checks',
  title: 'a Kustomization has either wait or healthChecks',
  why: 'With `wait: true` Flux ignores healthChecks without a word (Kustomization API, "Wait").',
  *validate(repository) {
    for (const object of indexOf(repository).byKind('kustomize.toolkit.fluxcd.io', 'Kustomization')) {
      const checks = listAt(object.manifest, 'spec', 'healthChecks').length;
      if (at(object.manifest, 'spec', 'wait') !== true || checks === 0) continue;
      yield {
        code: fluxWaitAndChecks.code,
        message: 'the health checks are ignored because the Kustomization waits for all objects',
        ...where(object),
        field: 'spec.healthChecks',
        got: `wait: true and ${checks} health checks`,
        expected: 'one of the two',
        fix: 'set wait to false, or remove healthChecks',
      };
    }
  },
};
