import { at, textAt } from '../../model/index.ts';
import { given } from '../object-rule.ts';
import { kubeVirtConfig } from './installation.ts';
import { machineRule } from './machines.ts';

const BINDINGS = ['bridge', 'masquerade', 'sriov', 'passtBinding', 'binding'];
const GONE = ['slirp', 'macvtap', 'passt'];

/** How an interface is connected to its network. */
export const kubevirtInterfaceBinding = machineRule(
  {
    code: 'kubevirt/interface-binding',
    title: 'every interface has exactly one binding, and one that its network allows',
    why: 'KubeVirt 1.9 refuses interfaces with no binding or several; slirp, macvtap and passt were removed. Masquerade works on the pod network only, and a bridge there only while permitBridgeInterfaceOnPodNetwork is on.',
  },
  function* ({ interfaces, networks, object }, repository) {
    const pod = new Set(
      networks.flatMap((one) => (at(one, 'pod') === undefined ? [] : (textAt(one, 'name') ?? []))),
    );
    for (const [i, one] of interfaces.entries()) {
      const field = `domain.devices.interfaces[${i}]`;
      const bindings = given(one, BINDINGS);
      const [binding] = bindings;
      const onPod = pod.has(textAt(one, 'name') ?? '');
      if (bindings.length !== 1) {
        yield {
          field,
          message:
            bindings.length === 0 ? 'the interface has no binding' : 'the interface has several bindings',
          got: [...bindings, ...given(one, GONE)].join(' and ') || 'none',
          expected: `one of ${BINDINGS.join(', ')}`,
          fix: onPod ? 'use masquerade: {}' : 'use bridge: {}',
        };
      } else if (binding === 'masquerade' && !onPod) {
        yield {
          field: `${field}.masquerade`,
          message: 'masquerade works on the pod network only',
          got: 'masquerade on another network',
          expected: 'bridge or sriov',
          fix: 'use bridge: {}',
        };
      } else if (
        binding === 'bridge' &&
        onPod &&
        bridgeForbidden(kubeVirtConfig(repository, object.cluster))
      ) {
        yield {
          field: `${field}.bridge`,
          message: 'the KubeVirt object forbids a bridge on the pod network',
          got: 'bridge on the pod network',
          expected: 'masquerade',
          fix: 'use masquerade: {}',
        };
      }
    }
  },
);

function bridgeForbidden(config: ReturnType<typeof kubeVirtConfig>): boolean {
  return at(config, 'network', 'permitBridgeInterfaceOnPodNetwork') === false;
}
