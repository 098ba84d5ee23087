import { kindsIn } from '../kinds.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Every kind has a schema. */
export const schemaUnknownKind: Rule = {
  code: 'schema/unknown-kind',
  title: 'every object is of a known kind and version',
  why:
    'A kind or version that no installed CRD serves fails with "no matches for kind". Removed ones look right in old ' +
    'documentation, such as CiliumBGPPeeringPolicy (gone in Cilium 1.19) or external-secrets.io/v1beta1.',
  *validate(repository, { schemas }) {
    for (const { cluster, apiVersion, kind, facts, objects } of kindsIn(repository, schemas)) {
      if (facts !== undefined) continue;
      const others = objects.length - 1;
      yield {
        code: schemaUnknownKind.code,
        message: `there is no schema for this kind${others === 0 ? '' : `; ${cluster} has ${others} more of it`}`,
        ...where(objects[0]),
        field: 'kind',
        got: `${apiVersion} ${kind}`,
        expected: 'a kind of Kubernetes or of an imported CRD',
        fix: 'correct apiVersion and kind, or import the CRD: cdk8s-nested import FILE --out imports',
      };
    }
  },
};
