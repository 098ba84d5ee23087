import { factsOf, identity, listAt } from '../../model/index.ts';
import type { EmittedObject, Repository } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Kinds whose deletion takes data with it. */
const HOLD_DATA: { readonly [kind: string]: string } = {
  '/Namespace': 'everything in the namespace',
  '/PersistentVolumeClaim': 'the volume',
  'cdi.kubevirt.io/DataVolume': 'the disk',
  'postgresql.cnpg.io/Cluster': 'the databases',
  'k8s.mariadb.com/MariaDB': 'the databases',
  'apiextensions.k8s.io/CustomResourceDefinition': 'every object of the kind',
};

const KEEP = 'kustomize.toolkit.fluxcd.io/prune';

/** What holds data survives its removal from Git. */
export const fluxStatefulPruned: Rule = {
  code: 'flux/stateful-pruned',
  title: 'objects that hold data are never pruned',
  why:
    'Flux deletes what is no longer in Git. A renamed folder, a construct that was commented out or a renamed layer is then ' +
    'the end of a disk or of a whole namespace (flux2 issues 3316 and 4570).',
  *validate(repository) {
    for (const [object, holds] of statefulIn(repository)) {
      const { annotations, labels } = object.manifest.metadata;
      if (annotations?.[KEEP] === 'disabled' || labels?.[KEEP] === 'disabled') continue;
      if (object.layer.settings.prune === false || object.layer.entry === true) continue;
      yield {
        code: fluxStatefulPruned.code,
        message: `Flux would delete ${holds} as soon as the object leaves the program`,
        ...where(object),
        field: `metadata.annotations["${KEEP}"]`,
        got: annotations?.[KEEP] ?? 'nothing',
        expected: 'disabled',
        fix: `add the annotation ${KEEP}: disabled`,
      };
    }
  },
};

function statefulIn(repository: Repository): ReadonlyMap<EmittedObject, string> {
  const index = indexOf(repository);
  const stateful = new Map<EmittedObject, string>();
  for (const [key, holds] of Object.entries(HOLD_DATA)) {
    const [group = '', kind = ''] = key.split('/');
    for (const object of index.byKind(group, kind)) stateful.set(object, holds);
  }
  // The disks that a VM makes for itself go with it.
  for (const object of index.byKind('kubevirt.io', 'VirtualMachine')) {
    if (listAt(object.manifest, 'spec', 'dataVolumeTemplates').length > 0)
      stateful.set(object, 'the disks of the VM');
  }
  for (const { fact, cluster } of factsOf(repository, 'stateful')) {
    const object = cluster === undefined ? undefined : index.byId(cluster, identity(fact.ref));
    if (object !== undefined) stateful.set(object, fact.holds);
  }
  return stateful;
}
