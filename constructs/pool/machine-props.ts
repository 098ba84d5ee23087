import type { GuestConfig } from '../../src/guest/guest-config.ts';
import type { K3sConfig } from '../../src/guest/k3s-config.ts';
import type { NestedCluster } from '../cluster/nested-cluster.ts';
import type { MachineImage } from '../image/machine-image.ts';
import type { MachineSize } from './machine-size.ts';
import type { EvictionStrategy, MachineGpu, MachinePlacement } from './virtual-machine-spec.ts';

/** What control planes and worker pools have in common. */
export interface NestedMachineProps extends MachineSize {
  /** The cluster that the machines belong to. */
  readonly cluster: NestedCluster;
  /** Image with K3s of the cluster's version in it, as `k3s.service`. */
  readonly image: MachineImage;
  /** Labels that the nodes register with; the kubelet may not set `node-role.kubernetes.io/*`. @default none */
  readonly nodeLabels?: { readonly [key: string]: string } | undefined;
  /** `KEY=VALUE:EFFECT`, read when a node registers. @default none */
  readonly nodeTaints?: readonly string[] | undefined;
  /** DNS servers of machines with fixed addresses. @default the segment's gateway */
  readonly nameservers?: readonly string[] | undefined;
  /** More of the guest: users, files, units. @default none */
  readonly guest?: Partial<GuestConfig> | undefined;
  /** More keys of K3s' configuration file; they win over what is derived. @default none */
  readonly k3s?: K3sConfig | undefined;
  /** GPUs of every machine, by the resource name that the KubeVirt CR permits. @default none */
  readonly gpus?: readonly MachineGpu[] | undefined;
  readonly evictionStrategy?: EvictionStrategy | undefined;
  /** Seconds that the guest gets to shut down. @default 180 */
  readonly terminationGracePeriod?: number | undefined;
  /** Labels of the metal nodes that may run the machines, beside the architecture. @default any */
  readonly nodeSelector?: { readonly [key: string]: string } | undefined;
  readonly tolerations?: MachinePlacement['tolerations'];
  readonly priorityClassName?: string | undefined;
}

export type MachineRole = 'control-plane' | 'worker';

/** Labels of all objects of one set of machines; the first is what selectors select. */
export function machineLabels(
  set: string,
  role: MachineRole,
  cluster: NestedCluster,
): { readonly [key: string]: string } {
  return {
    'app.kubernetes.io/name': set,
    'app.kubernetes.io/component': role,
    'cdk8s-nested.dev/cluster': cluster.name,
  };
}
