import { listAt, textAt } from '../../model/index.ts';
import { alphaGate, permittedDevices } from './installation.ts';
import { machineRule } from './machines.ts';

/** Devices of the node inside a machine. */
export const kubevirtHostDevice = machineRule(
  {
    code: 'kubevirt/host-device',
    title: 'GPUs and host devices are permitted by the KubeVirt object, and host devices have their gate',
    why: 'The KubeVirt 1.9 validating webhook (vmi-create-admitter) refuses devices that configuration.permittedHostDevices does not list, and hostDevices without the Alpha gate HostDevices.',
  },
  function* ({ spec, object: { cluster } }, repository) {
    const permitted = permittedDevices(repository, cluster);
    if (permitted === undefined) return;
    for (const list of ['gpus', 'hostDevices']) {
      const devices = listAt(spec, 'domain', 'devices', list);
      if (
        list === 'hostDevices' &&
        devices.length > 0 &&
        alphaGate(repository, cluster, 'HostDevices') === false
      ) {
        yield {
          field: 'domain.devices.hostDevices',
          message: 'the gate for host devices is off',
          got: 'featureGates without HostDevices',
          expected: 'HostDevices in developerConfiguration.featureGates',
          fix: 'add the gate to the KubeVirt object',
        };
        continue;
      }
      for (const [i, device] of devices.entries()) {
        const name = textAt(device, 'deviceName');
        if (name === undefined || permitted.has(name)) continue;
        yield {
          field: `domain.devices.${list}[${i}].deviceName`,
          message: 'the KubeVirt object does not permit the device',
          got: name,
          expected: [...permitted].join(', ') || 'a name in permittedHostDevices, which is empty',
          fix: 'list the device in permittedHostDevices',
        };
      }
    }
  },
);
