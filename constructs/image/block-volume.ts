import type { Size } from 'cdk8s';
import { InputError } from '../../src/model/index.ts';
import type { AccessMode, StorageClassRef } from '../../src/model/index.ts';
import type { MachineImage } from './machine-image.ts';

export interface BlockVolume {
  readonly size: Size;
  readonly storageClass: StorageClassRef;
}

/**
 * A claim on a raw block device, as a PersistentVolumeClaim and a DataVolume's `storage` both take it. ReadWriteMany where
 * the class has it, because only then can a machine migrate. The modes are always written out: CDI knows none for
 * drivers it has never heard of. Throws `storage/no-block`.
 */
export function blockClaim({ size, storageClass }: BlockVolume): BlockClaim {
  return {
    accessModes: [accessMode(storageClass)],
    volumeMode: 'Block',
    storageClassName: storageClass.name,
    resources: { requests: { storage: size.asString() } },
  };
}

export interface BlockClaim {
  readonly accessModes: readonly AccessMode[];
  readonly volumeMode: 'Block';
  readonly storageClassName: string;
  readonly resources: { readonly requests: { readonly storage: string } };
}

/** The spec of a DataVolume that CDI fills from a machine image. */
export function dataVolumeSpec(image: MachineImage, volume: BlockVolume): ImportedDataVolume {
  return { source: { registry: { url: `docker://${image.image.text}` } }, storage: blockClaim(volume) };
}

export interface ImportedDataVolume {
  readonly source: { readonly registry: { readonly url: string } };
  readonly storage: BlockClaim;
}

function accessMode({ name, block }: StorageClassRef): AccessMode {
  const mode = (['ReadWriteMany', 'ReadWriteOnce'] as const).find((one) => block.includes(one));
  if (mode !== undefined) return mode;
  throw new InputError({
    code: 'storage/no-block',
    message: `the storage class ${name} has no raw block volumes that a machine could write to`,
    got: `block: ${block.join(', ') || 'none'}`,
    expected: 'ReadWriteMany or ReadWriteOnce with volumeMode Block',
    fix: 'choose another class for machine disks',
  });
}
