import type { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { PersistentVolumeClaim } from '../../imports/k8s.ts';
import type { StorageClassRef } from '../../src/model/index.ts';
import { declare } from '../cluster/declare.ts';
import { KEEP } from '../flux/namespace.ts';
import { quantity } from './quantity.ts';

export interface PersistentVolumeProps {
  readonly name: string;
  readonly namespace: string;
  readonly size: Size;
  readonly storageClass: StorageClassRef | undefined;
}

/** A claim for a volume with a file system, which Flux never deletes. Returns its name. */
export function persistentVolume(scope: Construct, props: PersistentVolumeProps): string {
  const { name, namespace, size, storageClass } = props;
  const claim = new PersistentVolumeClaim(scope, `volume-${name}`, {
    metadata: { name, namespace, annotations: { ...KEEP } },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: quantity(size) } },
      ...(storageClass === undefined ? {} : { storageClassName: storageClass.name }),
    },
  });
  declare(claim, {
    type: 'stateful',
    ref: { group: '', kind: 'PersistentVolumeClaim', namespace, name },
    holds: `the data of ${namespace}/${name}`,
  });
  return name;
}
