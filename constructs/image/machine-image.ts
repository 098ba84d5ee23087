import { Size } from 'cdk8s';
import { InputError, parseImage } from '../../src/model/index.ts';
import type { ImageRef } from '../../src/model/index.ts';

export interface ContainerDiskProps {
  /** Family of the guest system: it says where the image keeps its programs. @default linux */
  readonly os?: 'nixos' | 'linux' | undefined;
  /** Architecture of the machine; nodes of another one are not considered. @default amd64 */
  readonly architecture?: 'amd64' | 'arm64' | undefined;
  /** Disk file inside the image. @default the only file below /disk */
  readonly path?: string | undefined;
  /** Secret of type dockerconfigjson in the machines' namespace. @default none, a public image */
  readonly pullSecret?: string | undefined;
  /**
   * Who copies the image to a persistent disk. `job`: a root Job of ours, which works on every node.
   * `dataVolume`: CDI, whose importer is not root; every node's container runtime must hand devices to it
   * (K3s: `nonroot-devices: true`). Machines that boot from the image itself import nothing. @default job
   */
  readonly import?: 'job' | 'dataVolume' | undefined;
  /** Room for the unpacked image while it is imported. @default 16 GiB */
  readonly unpacked?: Size | undefined;
}

/** A machine image in a container registry; one handle for ephemeral machines and for imported disks. */
export interface MachineImage extends ContainerDiskProps {
  readonly image: ImageRef;
  readonly os: 'nixos' | 'linux';
  readonly architecture: 'amd64' | 'arm64';
  readonly import: 'job' | 'dataVolume';
  readonly unpacked: Size;
}

/**
 * A container image with one raw or qcow2 file below /disk, readable by user 107 (KubeVirt 1.9 containerDisk).
 * A digest is best: a tag can be pushed again, and two machines of a set would then differ.
 * Throws `image/malformed`, `image/disk-path`.
 */
export function containerDisk(reference: string, props: ContainerDiskProps = {}): MachineImage {
  const { path } = props;
  if (path !== undefined && !/^\/[^\s]+$/.test(path)) {
    throw new InputError({
      code: 'image/disk-path',
      message: `not a path inside the image ${reference}`,
      got: path,
      expected: 'an absolute path such as /disk/nixos.qcow2',
      fix: 'give the file as it is named in the image, or leave path out',
    });
  }
  return {
    ...props,
    image: parseImage(reference),
    os: props.os ?? 'linux',
    architecture: props.architecture ?? 'amd64',
    import: props.import ?? 'job',
    unpacked: props.unpacked ?? Size.gibibytes(16),
  };
}
