import type { Construct } from 'constructs';
import { NetworkAttachmentDefinition } from '../../imports/k8s.cni.cncf.io.ts';
import { InputError } from '../../src/model/index.ts';
import type { Segment } from '../../src/model/index.ts';
import { declare } from '../cluster/declare.ts';
import { namespace } from '../flux/namespace.ts';
import { MULTUS } from './multus.ts';

/**
 * One NetworkAttachmentDefinition for each segment, named after it: VMs refer to them as `NAMESPACE/SEGMENT`. The bridge
 * carries the segment's VLAN untagged, so `vlan` stays unset. A bridge that a node lacks is made there silently, without
 * an uplink: the host modules make the real ones. Throws `segment/no-bridge`.
 */
export function machineNetworks(scope: Construct, segments: readonly Segment[], inNamespace: string): void {
  namespace(scope, inNamespace);
  for (const segment of segments) {
    const object = new NetworkAttachmentDefinition(scope, segment.name, {
      metadata: { namespace: inNamespace, name: segment.name },
      spec: { config: JSON.stringify(bridgePlugin(segment)) },
    });
    declare(object, { type: 'needs', ref: MULTUS, reason: 'Multus plugs VMs into the bridge' });
  }
}

/** Configuration of the bridge plugin: layer 2 only, no address and no gateway on the node. */
function bridgePlugin({ name, bridge, mtu }: Segment): object {
  if (bridge === undefined) {
    throw new InputError({
      code: 'segment/no-bridge',
      message: `VMs cannot be plugged into the segment ${name}`,
      got: `segment ${name} without a bridge`,
      expected: 'the name of the Linux bridge that every metal node has for it',
      fix: `add bridge to the segment ${name}, or take it out of machineNetworks`,
    });
  }
  return {
    cniVersion: '1.0.0',
    name,
    type: 'bridge',
    bridge,
    mtu,
    // KubeVirt makes the guest's interface; an address in the pod would only collide with it.
    disableContainerInterface: true,
    // A guest may only send from its own MAC address.
    macspoofchk: true,
    ipam: {},
  };
}
