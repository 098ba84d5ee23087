import { at, listAt } from '../../model/index.ts';
import { given } from '../object-rule.ts';
import { machineRule } from './machines.ts';

const HANDLERS = ['exec', 'guestAgentPing', 'httpGet', 'tcpSocket'];

/** How KubeVirt asks a guest whether it is well. */
export const kubevirtProbe = machineRule(
  {
    code: 'kubevirt/probe',
    title: 'a probe has one handler, and one that reaches the guest',
    why: 'The KubeVirt 1.9 validating webhook (vmi-create-admitter) wants exactly one handler, and refuses httpGet and tcpSocket without a pod network: the kubelet knows the pod address only.',
  },
  function* ({ spec }) {
    for (const probe of ['readinessProbe', 'livenessProbe']) {
      const value = at(spec, probe);
      if (value === undefined) continue;
      const handlers = given(value, HANDLERS);
      if (handlers.length !== 1) {
        yield {
          field: probe,
          message: handlers.length === 0 ? 'the probe has no handler' : 'the probe has several handlers',
          got: handlers.join(' and ') || 'none',
          expected: `one of ${HANDLERS.join(', ')}`,
          fix: 'keep one handler',
        };
      } else if ((handlers[0] === 'httpGet' || handlers[0] === 'tcpSocket') && !hasPodNetwork(spec)) {
        yield {
          field: `${probe}.${handlers[0]}`,
          message: 'the probe cannot reach a machine without a pod network',
          got: handlers[0],
          expected: 'guestAgentPing or exec',
          fix: 'use guestAgentPing, with the agent in the image',
        };
      }
    }
  },
);

function hasPodNetwork(spec: Parameters<typeof at>[0]): boolean {
  const networks = listAt(spec, 'networks');
  if (networks.some((network) => at(network, 'pod') !== undefined)) return true;
  return networks.length === 0 && at(spec, 'domain', 'devices', 'autoattachPodInterface') !== false;
}
