import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { usedCrds } from './crd-providers.ts';

/** Custom resources have a CRD. */
export const fluxCrdProviderMissing: Rule = {
  code: 'flux/crd-provider-missing',
  title: 'somebody installs the CRD of every custom resource',
  why:
    'Flux dry-runs all objects of a Kustomization first; one whose CRD is not there fails with "no matches for kind" and ' +
    'nothing of that Kustomization is applied, at this and every later attempt.',
  *validate(repository, context) {
    for (const { crd, used, providers } of usedCrds(repository, context)) {
      // Flux is not yet there when somebody applies its entry by hand; what that needs is installed by hand, too.
      const object = used.objects.find(({ layer }) => layer.entry !== true);
      if (object === undefined || providers.length > 0) continue;
      const others = used.objects.length - 1;
      yield {
        code: fluxCrdProviderMissing.code,
        message: `nobody installs the CRD ${crd} in ${used.cluster}`,
        ...where(object),
        field: 'kind',
        got: `${used.apiVersion} ${used.kind}${others === 0 ? '' : ` and ${others} more`}`,
        expected: `a HelmInstall with crds: ['${crd}'], the CRD as an object, or a declaration that it is there`,
        fix: 'install the operator of this kind in the same cluster',
      };
    }
  },
};
