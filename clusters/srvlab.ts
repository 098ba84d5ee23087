import { Size } from 'cdk8s';
import {
  InnerCluster,
  NestedControlPlane,
  NestedWorkerPool,
  cilium,
  containerDisk,
  cron,
  k3s,
  keda,
  rdsNode,
  rdsNvmeRwx,
} from 'cdk8s-nested';
import { firewallOs, loadBalancers, vault, vms } from './datacenter.ts';
import { metal } from './metal.ts';

export const srvlab = new InnerCluster(metal, 'srvlab', {
  distribution: k3s(),
  endpoint: vms.address('10.42.66.120'),
  pods: '10.150.0.0/16',
  services: '10.151.0.0/16',
  cni: cilium({ asn: 64516, peers: [firewallOs], loadBalancers: vms.range('10.42.66.200-10.42.66.219') }),
  token: vault.secret('srvlab/k3s', { token: 'token', 'node-password': 'node-password' }),
  // Frames between bridge ports never meet Cilium on the hosts, so the VMs reach metal's VIPs through the pod network.
  parentLoadBalancers: loadBalancers.range('10.42.69.0/24'),
});

// A NixOS image, grown to its disk at the first boot; host name and K3s settings come from the cidata disk.
const image = containerDisk('ghcr.io/whiskey/vm-base-k3s:2026.11.1', { os: 'nixos' });
const machine = { cluster: srvlab, image, cpu: 8, memory: Size.gibibytes(16), guest: rdsNode };

// CDI's importer may not write to block devices without a runtime setting on every host, so a root Job does.
new NestedControlPlane(srvlab.machines, 'control-plane', {
  ...machine,
  addresses: vms.addresses('10.42.66.121', '10.42.66.122', '10.42.66.123'),
  root: { size: Size.gibibytes(100), storageClass: rdsNvmeRwx },
});

// Pinned at three: the cron trigger keeps the place of a Prometheus one.
new NestedWorkerPool(srvlab.machines, 'workers', {
  ...machine,
  segments: [vms],
  scale: keda({
    min: 3,
    max: 3,
    triggers: [cron({ timezone: 'America/New_York', start: '0 8 * * *', end: '0 20 * * *', replicas: 3 })],
  }),
});
