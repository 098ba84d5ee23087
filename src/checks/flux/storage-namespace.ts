import { textAt } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { HELM_GROUP } from '../releases.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Helm keeps a release's history where its objects are. */
export const fluxStorageNamespace: Rule = {
  code: 'flux/storage-namespace',
  title: 'a HelmRelease with targetNamespace has storageNamespace',
  why:
    "Flux stores Helm's history in the namespace of the HelmRelease by default; `helm list` and later moves then look in the " +
    'target namespace and find no release, and a changed storage namespace is a second installation.',
  *validate(repository) {
    for (const object of indexOf(repository).byKind(HELM_GROUP, 'HelmRelease')) {
      const target = textAt(object.manifest, 'spec', 'targetNamespace');
      if (target === undefined || target === object.ref.namespace) continue;
      if (textAt(object.manifest, 'spec', 'storageNamespace') !== undefined) continue;
      yield {
        code: fluxStorageNamespace.code,
        message: 'the history of the release would be kept apart from its objects',
        ...where(object),
        field: 'spec.storageNamespace',
        got: 'nothing',
        expected: target,
        fix: 'set storageNamespace, or put the HelmRelease into the target namespace',
      };
    }
  },
};
