import { Size } from 'cdk8s';
import { MetalCluster, cilium, k3s } from 'cdk8s-nested';
import { loadBalancers, rds, uplink, vault, vms, whiskey } from './datacenter.ts';
import { rdsVolumes } from './storage.ts';

const GPUS = { pciVendorSelector: '10DE:1DB1', resourceName: 'nvidia.com/V100_SXM2' };

/** K3s on the machines: servers on the three BlueField-2 DPUs (arm64), VMs on the amd64 hosts behind them. */
export const metal = new MetalCluster(whiskey, 'metal', {
  distribution: k3s(),
  endpoint: uplink.address('10.42.67.10'),
  // K3s' own default, 10.42.0.0/16, would swallow every VLAN of the site.
  pods: '10.142.0.0/16',
  services: '10.143.0.0/16',
  cni: cilium({ asn: 64514, peers: [rds], loadBalancers: loadBalancers.range('10.42.69.0/24') }),
  machineNetworks: [vms, uplink],
  nodes: [
    { name: 'dpu-c4140', role: 'control-plane', architecture: 'arm64', cpu: 8, memory: Size.gibibytes(16) },
    { name: 'dpu-r640', role: 'control-plane', architecture: 'arm64', cpu: 8, memory: Size.gibibytes(16) },
    { name: 'dpu-r740xd', role: 'control-plane', architecture: 'arm64', cpu: 8, memory: Size.gibibytes(16) },
    { name: 'c4140', cpu: 80, memory: Size.gibibytes(384) },
    { name: 'r640', cpu: 64, memory: Size.gibibytes(256) },
    { name: 'r740xd', cpu: 64, memory: Size.gibibytes(256) },
  ],
  kubevirt: { passthrough: { pciHostDevices: [GPUS] } },
  hosts: { uplink: 'bond0', nvmeTcp: true },
  secrets: [vault],
  storage: [rdsVolumes('metal')],
});
