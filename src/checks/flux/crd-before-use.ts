import type { EmittedObject } from '../../model/index.ts';
import { where } from '../rule.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { usedCrds } from './crd-providers.ts';
import type { CrdLayer } from './crd-providers.ts';

/** Custom resources come after what installs their CRD. */
export const fluxCrdBeforeUse: Rule = {
  code: 'flux/crd-before-use',
  title: 'a custom resource is in a later layer than what installs its CRD',
  why:
    'A custom resource beside the HelmRelease that installs its CRD is a deadlock: its dry-run fails, so nothing of the ' +
    'Kustomization is applied, so the release never installs the CRD. CRDs as plain YAML may be beside their resources: ' +
    'Flux applies and awaits them first.',
  *validate(repository, context) {
    for (const { crd, used, providers } of usedCrds(repository, context)) {
      if (providers.length === 0) continue;
      const done = new Set<string>();
      for (const object of used.objects) {
        const { name } = object.layer;
        if (done.has(name)) continue;
        done.add(name);
        if (providers.some((provider) => isBefore(provider, object, context))) continue;
        yield {
          code: fluxCrdBeforeUse.code,
          message: `the layer ${name} uses the CRD ${crd} before it is there`,
          ...where(object),
          field: 'kind',
          got: `${used.kind} in ${name}, the CRD in ${providers.map(({ layer }) => layer?.name).join(', ')}`,
          expected: 'a layer that is applied after the one that installs the CRD',
          fix: 'move the object to a later layer, such as infrastructure-config',
        };
      }
    }
  },
};

function isBefore(
  { layer, manifest }: CrdLayer,
  { layer: own, cluster }: EmittedObject,
  { graph }: RuleContext,
): boolean {
  if (layer === undefined || own.entry === true || (layer.entry === true && own !== layer)) return true;
  if (layer === own) return manifest;
  // In a cycle nothing is before anything; the cycle is the mistake.
  if (graph.cycles.some((cycle) => cycle.cluster === cluster && cycle.path.includes(own.name))) return true;
  return graph.before(cluster, own.name).has(layer.name);
}
