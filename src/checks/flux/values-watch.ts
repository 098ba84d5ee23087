import { inventoryOf, listAt, textAt } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { HELM_GROUP } from '../releases.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

const WATCH = 'reconcile.fluxcd.io/watch';

/** New values reach a release at once. */
export const fluxValuesWatch: Rule = {
  code: 'flux/values-watch',
  title: 'Flux watches the ConfigMaps and Secrets that hold values',
  why:
    'Flux notices a change of a ConfigMap or Secret in valuesFrom at the next interval only, up to an hour later, unless the ' +
    'object has the label reconcile.fluxcd.io/watch: Enabled.',
  *validate(repository) {
    const told = new Set<string>();
    for (const release of indexOf(repository).byKind(HELM_GROUP, 'HelmRelease')) {
      const inventory = inventoryOf(repository, release.cluster);
      for (const source of listAt(release.manifest, 'spec', 'valuesFrom')) {
        const [kind, name] = [textAt(source, 'kind') ?? '', textAt(source, 'name') ?? ''];
        const object = inventory.emitted({ group: '', kind, namespace: release.ref.namespace, name });
        if (object === undefined || object.manifest.metadata.labels?.[WATCH] === 'Enabled') continue;
        if (told.has(`${object.cluster} ${object.id}`)) continue;
        told.add(`${object.cluster} ${object.id}`);
        yield {
          code: fluxValuesWatch.code,
          severity: 'warning',
          message: `changes of these values reach ${release.ref.name} late`,
          ...where(object),
          field: `metadata.labels["${WATCH}"]`,
          got: object.manifest.metadata.labels?.[WATCH] ?? 'nothing',
          expected: 'Enabled',
          fix: `add the label ${WATCH}: Enabled`,
        };
      }
    }
  },
};
