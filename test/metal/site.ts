import type { App } from 'cdk8s';
import { Size } from 'cdk8s';
import { Datacenter } from '../../constructs/cluster/datacenter.ts';
import { InnerCluster } from '../../constructs/cluster/inner-cluster.ts';
import { cilium, k3s } from '../../constructs/cluster/nested-cluster.ts';
import { containerDisk } from '../../constructs/image/machine-image.ts';
import { MetalCluster } from '../../constructs/metal/metal-cluster.ts';
import type { MetalClusterProps } from '../../constructs/metal/metal-cluster.ts';
import { FirewallRouterVM } from '../../constructs/router/firewall-router-vm.ts';

/** A metal cluster with one inner cluster and the router between them and the site's own. */
export function site(more: Partial<MetalClusterProps> = {}): {
  app: App;
  metal: MetalCluster;
  srvlab: InnerCluster;
} {
  const whiskey = new Datacenter('whiskey', {
    supernet: '10.42.64.0/18',
    repository: { url: 'https://git.whiskey.works/whiskey/flux-repo.git' },
  });
  const vms = whiskey.segment('vms', {
    vlan: 66,
    cidr: '10.42.66.0/24',
    gateway: '10.42.66.1',
    bridge: 'br66',
    dhcp: '10.42.66.130-10.42.66.189',
  });
  const uplink = whiskey.segment('uplink', { vlan: 67, cidr: '10.42.67.0/24', bridge: 'br67' });
  const lbs = whiskey.segment('lbs', { vlan: 69, cidr: '10.42.69.0/24' });
  const rds = whiskey.router('rds', { asn: 65400, addresses: [uplink.address('10.42.67.1')] });
  const firewall = whiskey.router('firewall-os', {
    asn: 64515,
    addresses: [vms.address('10.42.66.1'), uplink.address('10.42.67.201')],
  });
  const vault = whiskey.secretStore('vault', {
    provider: { vault: { server: 'https://vault.whiskey.works', path: 'kv', version: 'v2' } },
  });
  const metal = new MetalCluster(whiskey, 'metal', {
    distribution: k3s(),
    endpoint: uplink.address('10.42.67.10'),
    pods: '10.142.0.0/16',
    services: '10.143.0.0/16',
    cni: cilium({ asn: 64514, peers: [rds], loadBalancers: lbs.range('10.42.69.0/24') }),
    nodes: [
      { name: 'dpu-1', architecture: 'arm64', role: 'control-plane', cpu: 8, memory: Size.gibibytes(16) },
      { name: 'r640', cpu: 64, memory: Size.gibibytes(256) },
      { name: 'r740xd', cpu: 64, memory: Size.gibibytes(256) },
    ],
    machineNetworks: [vms, uplink],
    secrets: [vault],
    ...more,
  });
  const srvlab = new InnerCluster(metal, 'srvlab', {
    distribution: k3s(),
    endpoint: vms.address('10.42.66.120'),
    pods: '10.150.0.0/16',
    services: '10.151.0.0/16',
    cni: cilium({
      asn: 64516,
      peers: [firewall],
      loadBalancers: vms.range('10.42.66.200-10.42.66.219'),
    }),
    token: vault.secret('srvlab'),
  });
  new FirewallRouterVM(metal.layer('router'), 'firewall-os', {
    router: firewall,
    image: containerDisk('ghcr.io/whiskey/firewall-os:2026.08.1'),
    inside: vms.address('10.42.66.1'),
    outside: uplink.address('10.42.67.201'),
    upstream: [rds],
    clusters: [srvlab],
    nameservers: ['10.42.64.1'],
  });
  return { app: whiskey, metal, srvlab };
}
