import type { Construct } from 'constructs';
import { VirtualMachineInstanceReplicaSet } from '../../imports/kubevirt.io.ts';
import type { VirtualMachineInstanceSpec } from '../../imports/kubevirt.io.ts';
import { VirtualMachinePool } from '../../imports/pool.kubevirt.io.ts';
import type { MachineImage } from '../image/machine-image.ts';
import { dataVolumeSpec } from '../image/block-volume.ts';
import { declare } from '../cluster/declare.ts';
import type { MachineRoot } from './fixed-machine.ts';
import { selector } from './placement.ts';

export interface WorkerSetProps {
  readonly name: string;
  readonly namespace: string;
  readonly labels: { readonly [key: string]: string };
  /** Left out where an autoscaler sets it. */
  readonly replicas: number | undefined;
  /** Without MAC address, firmware UUID and claim, which all machines of the set would share. */
  readonly spec: VirtualMachineInstanceSpec;
}

/** Kind of a set, as an autoscaler names its target. */
export const SET_KINDS = {
  replicaSet: { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachineInstanceReplicaSet' },
  pool: { apiVersion: 'pool.kubevirt.io/v1beta1', kind: 'VirtualMachinePool' },
} as const;

/** Machines without a disk of their own that come and go under fresh names. */
export function replicaSet(scope: Construct, id: string, props: WorkerSetProps): void {
  const { name, namespace, labels, replicas, spec } = props;
  const object = new VirtualMachineInstanceReplicaSet(scope, id, {
    metadata: { name, namespace, labels: { ...labels } },
    spec: {
      ...(replicas === undefined ? {} : { replicas }),
      selector: { matchLabels: selector(labels) },
      // KubeVirt appends five letters and no hyphen.
      template: { metadata: { generateName: `${name}-`, labels: { ...labels } }, spec },
    },
  });
  readyGate(object, props, 'replicaSet');
}

export interface MachinePoolProps extends WorkerSetProps {
  readonly image: MachineImage;
  /** A disk for each machine. @default the image itself */
  readonly root: MachineRoot | undefined;
}

/** Machines `NAME-0` and up, each with a disk of its own if `root` is given. The one with the highest number goes first. */
export function machinePool(scope: Construct, id: string, props: MachinePoolProps): void {
  const { name, namespace, labels, replicas, spec, image, root } = props;
  const object = new VirtualMachinePool(scope, id, {
    metadata: { name, namespace, labels: { ...labels } },
    spec: {
      ...(replicas === undefined ? {} : { replicas }),
      selector: { matchLabels: selector(labels) },
      // The default order is random, and the default update restarts machines as soon as the template changes.
      scaleInStrategy: { proactive: { selectionPolicy: { sortPolicy: 'DescendingOrder' } } },
      updateStrategy: { opportunistic: {} },
      virtualMachineTemplate: {
        metadata: { labels: { ...labels } },
        spec: {
          runStrategy: 'Always',
          ...(root === undefined
            ? {}
            : {
                dataVolumeTemplates: [
                  { metadata: { name: poolDisk(name) }, spec: dataVolumeSpec(image, root) },
                ],
              }),
          template: { metadata: { labels: { ...labels } }, spec },
        },
      },
    },
  });
  readyGate(object, props, 'pool');
}

/** The disk of a pool's machine before KubeVirt appends the machine's number. */
export function poolDisk(pool: string): string {
  return `${pool}-root`;
}

/** Neither kind has a condition that tells whether its machines run. */
function readyGate(
  object: VirtualMachineInstanceReplicaSet | VirtualMachinePool,
  { name, namespace }: WorkerSetProps,
  set: keyof typeof SET_KINDS,
): void {
  const { apiVersion, kind } = SET_KINDS[set];
  const wanted = '(has(spec.replicas) ? spec.replicas : 1)';
  declare(object, {
    type: 'gate',
    ref: { group: apiVersion.slice(0, apiVersion.indexOf('/')), kind, namespace, name },
    apiVersion,
    current: `(has(status.readyReplicas) ? status.readyReplicas : 0) >= ${wanted}`,
    inProgress: `(has(status.readyReplicas) ? status.readyReplicas : 0) < ${wanted}`,
  });
}
