import type { Segment } from '../../src/model/index.ts';

/** Namespace of the NetworkAttachmentDefinitions that VMs of every namespace refer to. */
export const MACHINE_NETWORK_NAMESPACE = 'vm-networks';

/** The `multus.networkName` of a VM that is plugged into a segment: `NAMESPACE/SEGMENT`. */
export function machineNetwork(segment: Segment, namespace: string = MACHINE_NETWORK_NAMESPACE): string {
  return `${namespace}/${segment.name}`;
}
