import { listAt, textAt } from '../../model/index.ts';
import { machineRule } from './machines.ts';

/** Interfaces and networks belong together by name. */
export const kubevirtInterfaceNetwork = machineRule(
  {
    code: 'kubevirt/interface-network',
    title: 'every interface has a network of its name and every network an interface',
    why: 'The KubeVirt 1.9 validating webhook (network/admitter) refuses interfaces without a network and networks that no interface uses.',
  },
  function* ({ devices, spec }) {
    const networks = listAt(spec, 'networks').map((one) => textAt(one, 'name') ?? '');
    const interfaces = listAt(devices, 'interfaces').map((one) => textAt(one, 'name') ?? '');
    const sides = [
      {
        list: 'networks',
        names: networks,
        others: interfaces,
        other: 'interface',
        path: 'domain.devices.interfaces',
      },
      {
        list: 'domain.devices.interfaces',
        names: interfaces,
        others: networks,
        other: 'network',
        path: 'networks',
      },
    ];
    for (const { list, names, others, other, path } of sides) {
      const known = new Set(others);
      for (const [i, name] of names.entries()) {
        if (known.has(name)) continue;
        yield {
          field: `${list}[${i}].name`,
          message: `there is no ${other} of this name`,
          got: name,
          expected: others.length === 0 ? `an item of ${path}` : `one of ${others.join(', ')}`,
          fix: `add an ${other} named ${name} to ${path}`.replace('an network', 'a network'),
        };
      }
    }
  },
);
