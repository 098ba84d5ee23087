import { at, textAt } from '../../model/index.ts';
import { given, shown } from '../object-rule.ts';
import { machineRule } from './machines.ts';

/** The networks of a machine. */
export const kubevirtNetworkType = machineRule(
  {
    code: 'kubevirt/network-type',
    title: 'every network is one of pod, multus and resourceClaim, and at most one is the pod network',
    why: 'The KubeVirt 1.9 validating webhook (network/admitter) refuses networks without a type or with several, a second pod network, and a pod network beside a multus network with default: true. A multus name is NAME or NAMESPACE/NAME.',
  },
  function* ({ networks }) {
    let primary: string | undefined;
    for (const [i, network] of networks.entries()) {
      const field = `networks[${i}]`;
      const types = given(network, ['pod', 'multus', 'resourceClaim']);
      if (types.length !== 1) {
        yield {
          field,
          message: types.length === 0 ? 'the network has no type' : 'the network has several types',
          got: types.join(' and ') || shown(network),
          expected: 'one of pod, multus and resourceClaim',
          fix: 'give each network one type',
        };
        continue;
      }
      const name = textAt(network, 'multus', 'networkName');
      if (name !== undefined && !/^[a-z0-9.-]+(\/[a-z0-9.-]+)?$/.test(name)) {
        yield {
          field: `${field}.multus.networkName`,
          message: 'the text names no NetworkAttachmentDefinition',
          got: name,
          expected: 'NAME or NAMESPACE/NAME',
          fix: 'correct the name',
        };
      }
      if (at(network, 'pod') === undefined && at(network, 'multus', 'default') !== true) continue;
      if (primary !== undefined) {
        yield {
          field,
          message: `${primary} is the pod's own network already`,
          got: textAt(network, 'name') ?? '',
          expected: 'one pod network, or one multus network with default: true',
          fix: 'make this network a secondary one',
        };
      }
      primary ??= textAt(network, 'name') ?? field;
    }
  },
);
