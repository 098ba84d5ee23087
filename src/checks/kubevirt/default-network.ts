import { at, listAt } from '../../model/index.ts';
import { evictionStrategy } from './live-migrate.ts';
import { machineRule } from './machines.ts';

/** The network that a machine gets when it names none. */
export const kubevirtDefaultNetwork = machineRule(
  {
    code: 'kubevirt/default-network',
    title: 'a machine says which network it has',
    why: 'KubeVirt 1.9 gives a machine without networks a bridge on the pod network. Such a machine takes the pod address into the guest and cannot migrate live.',
  },
  function* (machine, repository) {
    const { spec } = machine;
    const devices = at(spec, 'domain', 'devices');
    if (listAt(spec, 'networks').length > 0 || listAt(devices, 'interfaces').length > 0) return;
    if (at(devices, 'autoattachPodInterface') === false) return;
    // What drains then do is the graver mistake, see kubevirt/live-migrate.
    if (evictionStrategy(machine, repository) === 'LiveMigrate') return;
    yield {
      severity: 'warning',
      field: 'networks',
      message: 'the machine gets a bridge on the pod network by default',
      got: 'no networks',
      expected: 'a pod network with masquerade, or autoattachPodInterface: false',
      fix: 'add a network with pod: {} and an interface of its name with masquerade: {}',
    };
  },
);
