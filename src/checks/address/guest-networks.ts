import { at, listAt, parseCidr, textAt } from '../../model/index.ts';
import type { DeclaredFact, EmittedObject, Json, NetworkClaim, Repository } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { readAddresses } from '../read-address.ts';

/** Kinds with a machine inside, and where. */
const MACHINES: readonly (readonly [group: string, kind: string, ...path: string[]])[] = [
  ['kubevirt.io', 'VirtualMachine', 'spec', 'template', 'spec'],
  ['kubevirt.io', 'VirtualMachineInstance', 'spec'],
  ['kubevirt.io', 'VirtualMachineInstanceReplicaSet', 'spec', 'template', 'spec'],
  ['pool.kubevirt.io', 'VirtualMachinePool', 'spec', 'virtualMachineTemplate', 'spec', 'template', 'spec'],
];

/** Every machine of the repository as the specification of its VirtualMachineInstance. */
export function* machinesOf(repository: Repository): Iterable<{
  readonly object: EmittedObject;
  readonly spec: Json | undefined;
  readonly path: string;
}> {
  const index = indexOf(repository);
  for (const [group, kind, ...steps] of MACHINES) {
    const path = steps.join('.');
    for (const object of index.byKind(group, kind)) {
      yield { object, spec: at(object.manifest, ...steps), path };
    }
  }
}

/** The networks that KubeVirt gives to VMs behind masquerade, each once. */
export function guestNetworks(repository: Repository): readonly DeclaredFact<NetworkClaim>[] {
  const found = new Map<string, DeclaredFact<NetworkClaim>>();
  for (const { object, spec } of machinesOf(repository)) {
    if (!listAt(spec, 'domain', 'devices', 'interfaces').some((one) => at(one, 'masquerade') !== undefined))
      continue;
    for (const network of listAt(spec, 'networks')) {
      if (at(network, 'pod') === undefined) continue;
      const text = textAt(network, 'pod', 'vmNetworkCIDR') ?? '10.0.2.0/24';
      // What is no network at all is a matter of the VM, not of the plan.
      if (found.has(text) || readAddresses(text) === undefined || !text.includes('/')) continue;
      const { construct, source, cluster, layer } = object;
      const label = 'the network of VMs with masquerade';
      const fact = { type: 'network', use: 'masquerade', cidr: parseCidr(text), label } as const;
      found.set(text, { fact, construct, source, cluster, layer });
    }
  }
  return [...found.values()];
}
