import { factsOf, identity, textAt } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** CRDs are upgraded together with their chart, one way or the other. */
export const fluxCrdsUpgrade: Rule = {
  code: 'flux/crds-upgrade',
  title: 'a release that brings CRDs says how they are upgraded',
  why:
    'Helm installs the `crds/` folder of a chart once and never again; upgrade.crds defaults to Skip, and the operator then ' +
    'runs with the CRDs of its first version. Charts with CRDs among their templates need Skip, others CreateReplace.',
  *validate(repository) {
    const index = indexOf(repository);
    for (const { fact, cluster } of factsOf(repository, 'crds')) {
      if (fact.provenance !== 'chart' || cluster === undefined) continue;
      const object = index.byId(cluster, identity(fact.by));
      if (
        object?.ref.kind !== 'HelmRelease' ||
        textAt(object.manifest, 'spec', 'upgrade', 'crds') !== undefined
      )
        continue;
      yield {
        code: fluxCrdsUpgrade.code,
        message: 'the release installs CRDs and does not say whether upgrades replace them',
        ...where(object),
        field: 'spec.upgrade.crds',
        got: 'the default, Skip',
        expected: 'CreateReplace for a chart with crds/, an explicit Skip for one with templates',
        fix: 'use HelmInstall with crdsIn, or set upgrade.crds',
      };
    }
  },
};
