import type { RouterPlan } from '../../src/guest/router-plan.ts';
import type { K3sCluster } from '../../src/guest/k3s.ts';

/** The router of the reference site: AS 64515 between VLAN 66 and VLAN 67. */
export const router: RouterPlan = {
  hostname: 'firewall-os',
  asn: 64515,
  routerId: '10.42.67.201',
  inside: [
    {
      interface: 'v66',
      cidr: '10.42.66.0/24',
      address: '10.42.66.1',
      mtu: 1500,
      dhcp: {
        range: '10.42.66.130-10.42.66.189',
        reservations: [
          { mac: '02:00:00:00:66:23', address: '10.42.66.123', name: 'srvlab-cp-3' },
          { mac: '02:00:00:00:66:21', address: '10.42.66.121', name: 'srvlab-cp-1' },
        ],
      },
    },
  ],
  outside: { interface: 'v67', cidr: '10.42.67.0/24', address: '10.42.67.201' },
  clusters: [
    {
      name: 'srvlab',
      asn: 64516,
      nodes: '10.42.66.0/24',
      maximumNodes: 13,
      loadBalancers: ['10.42.66.200-10.42.66.219'],
      pods: { cidr: '10.150.0.0/16', nodePrefix: 24 },
      timers: { keepalive: 1, hold: 3 },
    },
  ],
  upstreams: [{ name: 'rds', asn: 65400, address: '10.42.67.1' }],
};

export const cluster: K3sCluster = {
  endpoint: { host: '10.42.66.120' },
  names: ['api.srvlab.whiskey.works'],
  pods: '10.150.0.0/16',
  services: '10.151.0.0/16',
  dns: '10.151.0.10',
  secret: { disk: { serial: 'k3s-secret', mountPoint: '/run/guest-secrets/k3s' } },
};
