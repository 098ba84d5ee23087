/** A StorageClass as its users must know it; drivers that CDI does not know need the modes spelled out. */
export interface StorageClassRef {
  readonly name: string;
  readonly provisioner: string;
  /** Access modes with volumeMode Block. */
  readonly block: readonly AccessMode[];
  /** Access modes with volumeMode Filesystem. */
  readonly filesystem: readonly AccessMode[];
}

export type AccessMode = 'ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod';
