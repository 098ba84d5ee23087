import { FirewallRouterVM, containerDisk } from 'cdk8s-nested';
import { firewallOs, rds, uplink, vms } from './datacenter.ts';
import { metal } from './metal.ts';
import { srvlab } from './srvlab.ts';

new FirewallRouterVM(metal.layer('router'), 'firewall-os', {
  router: firewallOs,
  image: containerDisk('ghcr.io/whiskey/firewall-os:2026.11.1'),
  inside: vms.address('10.42.66.1'),
  outside: uplink.address('10.42.67.201'),
  upstream: [rds],
  clusters: [srvlab],
  nameservers: ['10.42.67.1'],
});
