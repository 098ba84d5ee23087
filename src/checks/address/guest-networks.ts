import { at, parseCidr, textAt } from '../../model/index.ts';
import type { DeclaredFact, NetworkClaim, Repository } from '../../model/index.ts';
import { machinesOf } from '../kubevirt/machines.ts';
import { readAddresses } from '../read-address.ts';

/** The networks that KubeVirt gives to VMs behind masquerade, each once. */
export function guestNetworks(repository: Repository): readonly DeclaredFact<NetworkClaim>[] {
  const found = new Map<string, DeclaredFact<NetworkClaim>>();
  for (const { object, interfaces, networks } of machinesOf(repository)) {
    if (!interfaces.some((one) => at(one, 'masquerade') !== undefined)) continue;
    for (const network of networks) {
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
