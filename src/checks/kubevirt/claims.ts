import { at, textAt } from '../../model/index.ts';
import type { EmittedObject, Json, Repository } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';

/** The PersistentVolumeClaim or DataVolume of that name beside an object, as the spec of its claim. */
export function claimSpec(repository: Repository, beside: EmittedObject, name: string): Json | undefined {
  const { claim, volume } = lookUp(repository, beside, name);
  return at(claim, 'spec') ?? at(volume, 'spec', 'storage') ?? at(volume, 'spec', 'pvc');
}

/**
 * `Block` or `Filesystem`; undefined for claims that the repository does not show, and where CDI takes the mode of a
 * DataVolume's `storage` from its profile of the storage class.
 */
export function claimMode(repository: Repository, beside: EmittedObject, name: string): string | undefined {
  const { claim, volume } = lookUp(repository, beside, name);
  const fixed = at(claim, 'spec') ?? at(volume, 'spec', 'pvc');
  if (fixed !== undefined) return textAt(fixed, 'volumeMode') ?? 'Filesystem';
  return textAt(volume, 'spec', 'storage', 'volumeMode');
}

function lookUp(
  repository: Repository,
  { cluster, ref }: EmittedObject,
  name: string,
): { claim?: Json | undefined; volume?: Json | undefined } {
  const index = indexOf(repository);
  const claim = index.byId(cluster, `PersistentVolumeClaim ${ref.namespace}/${name}`)?.manifest;
  return {
    claim,
    volume: index.byId(cluster, `cdi.kubevirt.io/DataVolume ${ref.namespace}/${name}`)?.manifest,
  };
}
