import { at, textAt } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

const FORCE = 'kustomize.toolkit.fluxcd.io/force';

/** Only Jobs are replaced by force. */
export const fluxForce: Rule = {
  code: 'flux/force',
  title: 'nothing but Jobs is recreated by force',
  why:
    'With force, Flux deletes and recreates every object whose immutable fields changed: a claim or a StatefulSet loses its ' +
    'data to a change that would otherwise only have been refused.',
  *validate(repository) {
    for (const object of indexOf(repository).objects) {
      const { manifest } = object;
      const { annotations, labels } = manifest.metadata;
      const forced = textAt(annotations, FORCE) ?? textAt(labels, FORCE);
      const whole = object.ref.kind === 'Kustomization' && at(manifest, 'spec', 'force') === true;
      if (!whole && (forced === undefined || forced.toLowerCase() !== 'enabled' || object.ref.kind === 'Job'))
        continue;
      yield {
        code: fluxForce.code,
        message: whole
          ? 'the Kustomization recreates whatever it cannot change'
          : 'the object is recreated when it cannot be changed',
        ...where(object),
        field: whole ? 'spec.force' : `metadata.annotations["${FORCE}"]`,
        got: whole ? 'true' : forced,
        expected: 'force on Jobs only',
        fix: 'remove it; replace the object under a new name instead',
      };
    }
  },
};
