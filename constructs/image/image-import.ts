import { Construct } from 'constructs';
import { DataVolume } from '../../imports/cdi.kubevirt.io.ts';
import { PersistentVolumeClaim } from '../../imports/k8s.ts';
import { InputError } from '../../src/model/index.ts';
import type { ObjectRef } from '../../src/model/index.ts';
import { declare, markOrigin } from '../cluster/declare.ts';
import { KEEP } from '../flux/namespace.ts';
import { blockClaim, dataVolumeSpec } from './block-volume.ts';
import type { BlockVolume } from './block-volume.ts';
import { importJob } from './import-job.ts';
import type { MachineImage } from './machine-image.ts';

export interface ImageImportProps {
  readonly image: MachineImage;
  /** The disk. Its name never changes: another name is another, empty disk. */
  readonly claim: ImportClaim;
  /** `job` or `dataVolume`, see `containerDisk`. @default the image's */
  readonly method?: MachineImage['import'] | undefined;
  /** @default none */
  readonly labels?: { readonly [key: string]: string } | undefined;
}

export interface ImportClaim extends BlockVolume {
  readonly name: string;
  readonly namespace: string;
}

/**
 * A persistent raw disk with a machine image on it, written once. A disk that holds data is never written again, so
 * another image concerns new disks only. The disk stays when it leaves Git.
 *
 * Throws `storage/no-block` for a class without raw block volumes, `image/import-path` for an image with several disks.
 */
export class ImageImport extends Construct {
  /** The disk as a machine's boot disk. */
  readonly disk: { readonly claim: string } | { readonly dataVolume: string };
  /** The object whose health means that the disk is complete; machines on it declare it as `needs`. */
  readonly ready: ObjectRef;

  constructor(scope: Construct, id: string, props: ImageImportProps) {
    super(scope, id);
    markOrigin(this);
    checkPath(props.image);
    const { image, claim, method = image.import } = props;
    const { name, namespace } = claim;
    const metadata = { name, namespace, annotations: { ...KEEP }, labels: { ...props.labels } };
    const pvc: ObjectRef = { group: '', kind: 'PersistentVolumeClaim', namespace, name };
    if (method === 'dataVolume') {
      // The machine comes after the import, so a class that waits for the first machine would wait for ever.
      const annotations = {
        ...metadata.annotations,
        'cdi.kubevirt.io/storage.bind.immediate.requested': 'true',
      };
      const object = new DataVolume(this, 'disk', {
        metadata: { ...metadata, annotations },
        spec: dataVolumeSpec(image, claim),
      });
      this.ready = { group: 'cdi.kubevirt.io', kind: 'DataVolume', namespace, name };
      this.disk = { dataVolume: name };
      declare(object, { type: 'stateful', ref: this.ready, holds: `the disk ${name}` });
      declare(object, { type: 'produces', ref: pvc, from: this.ready });
      return;
    }
    const object = new PersistentVolumeClaim(this, 'disk', { metadata, spec: blockClaim(claim) });
    declare(object, { type: 'stateful', ref: pvc, holds: `the disk ${name}` });
    this.ready = importJob(this, { image, claim, labels: props.labels });
    this.disk = { claim: name };
  }
}

/** Neither way of importing can choose among several files. */
function checkPath({ image, path }: MachineImage): void {
  if (path === undefined) return;
  throw new InputError({
    code: 'image/import-path',
    message: `the image ${image.text} cannot be imported by the path of its disk`,
    got: path,
    expected: 'an image with one file below /disk, and no path',
    fix: 'build an image with this disk alone',
  });
}
