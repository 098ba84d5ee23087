import { machineOn, metal, network, vms } from '../valid-base.ts';

export const severity = 'warning';

export const repository = metal(
  [network({ bridge: 'br67' }), machineOn()],
  [{ type: 'dhcp-clients', segment: vms, count: 0, label: 'none' }],
);
