import { textAt } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { HELM_GROUP } from '../releases.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Helm's own limit. */
const LONGEST = 53;

/** The name of a release is the one that was written. */
export const fluxReleaseName: Rule = {
  code: 'flux/release-name',
  title: 'release names stay below 54 characters',
  why:
    'Helm allows 53 characters; Flux shortens a longer composed name (targetNamespace-name) with a hash, so nobody finds the ' +
    'release under its name.',
  *validate(repository) {
    for (const object of indexOf(repository).byKind(HELM_GROUP, 'HelmRelease')) {
      if (textAt(object.manifest, 'spec', 'releaseName') !== undefined) continue;
      const target = textAt(object.manifest, 'spec', 'targetNamespace');
      const name = target === undefined ? object.ref.name : `${target}-${object.ref.name}`;
      if (name.length <= LONGEST) continue;
      yield {
        code: fluxReleaseName.code,
        message: 'the name of the release is too long for Helm',
        ...where(object),
        field: 'spec.releaseName',
        got: `${name} (${name.length} characters)`,
        expected: `at most ${LONGEST} characters`,
        fix: 'set spec.releaseName',
      };
    }
  },
};
