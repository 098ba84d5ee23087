import { identity } from '../../model/index.ts';
import { missingIn } from '../references.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** What is named exists. */
export const fluxReferenceMissing: Rule = {
  code: 'flux/reference-missing',
  title: 'every object that is referred to has somebody who makes it',
  why:
    'A source, Secret, issuer or claim that is not there leaves the object waiting for ever: "source not found", ' +
    'CreateContainerConfigError, Pending. Everything that is used is emitted, made by a known controller, or declared external.',
  *validate(repository) {
    for (const { ref, users } of missingIn(repository)) {
      const [{ object, field }, ...others] = users;
      // Storage classes have a rule of their own.
      if (ref.kind === 'StorageClass') continue;
      yield {
        code: fluxReferenceMissing.code,
        message: `nobody makes the ${ref.kind} that is named here${others.length === 0 ? '' : ` and in ${others.length} more places`}`,
        ...where(object),
        field,
        got: identity(ref),
        expected: 'an object of the program, one that a controller makes of it, or one declared as external',
        fix: `correct the name, emit the ${ref.kind}, or declare that it exists and why`,
      };
    }
  },
};
