import { addressRules } from '../../src/checks/address/index.ts';
import { Segment, parseRange } from '../../src/model/index.ts';
import type { Fact, Repository } from '../../src/model/index.ts';
import { address, network, vms } from '../invalid/facts.ts';
import { repositoryOf } from '../invalid/repository-of.ts';
import { testRules } from './cases.ts';

const site = network('supernet', '10.42.64.0/18', 'site whiskey');
const segment = network('segment', '10.42.66.0/24', 'segment vms');
const metalPods = network('pods', '10.142.0.0/16', 'pods of metal');

function facts(...list: Fact[]): Repository {
  return repositoryOf({}, list);
}

function machine(name: string, mac: string): string {
  return `
---
apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata: { name: ${name}, namespace: default }
spec:
  runStrategy: Always
  template:
    spec:
      domain: { devices: { interfaces: [{ name: v66, masquerade: {}, macAddress: '${mac}' }] } }
      networks: [{ name: v66, pod: {} }]
`;
}

const l2 = `
apiVersion: cilium.io/v2alpha1
kind: CiliumL2AnnouncementPolicy
metadata: { name: srvlab }
spec: { loadBalancerIPs: true }
`;

testRules(addressRules, {
  'address/overlap': {
    accepts: {
      'segments in the site, load balancers in a segment, pods outside': facts(
        site,
        segment,
        network('loadBalancers', '10.42.66.192/27', 'load balancers'),
        network('segment', '10.42.67.0/24', 'segment uplink'),
        metalPods,
        network('pods', '10.150.0.0/16', 'pods of srvlab'),
      ),
      'one guest network and one tailnet told by several clusters': facts(
        network('masquerade', '10.0.2.0/24', 'VMs of metal'),
        network('masquerade', '10.0.2.0/24', 'VMs of srvlab'),
        network('tailnet', '100.64.0.0/10', 'tailnet of metal'),
        network('tailnet', '100.64.0.0/10', 'tailnet of srvlab'),
      ),
      'networks that touch': facts(
        network('pods', '10.150.0.0/16', 'pods'),
        network('services', '10.151.0.0/16', 'services'),
      ),
    },
    refuses: {
      "pods that are the metal cluster's": facts(
        site,
        metalPods,
        network('pods', '10.142.0.0/16', 'pods of srvlab'),
      ),
      'pods inside the site and inside one of its segments, once': facts(
        site,
        segment,
        network('pods', '10.42.66.128/25', 'pods of srvlab'),
      ),
      'a site equal to the pods': facts(site, network('pods', '10.42.64.0/18', 'pods of srvlab')),
      'services around the tailnet': facts(
        network('services', '100.0.0.0/8', 'services'),
        network('tailnet', '100.64.0.0/10', 'tailnet'),
      ),
      'pods around the network of VMs with masquerade': repositoryOf(
        { metal: { services: { objects: machine('vm', '02:00:0a:00:00:01') } } },
        [network('pods', '10.0.0.0/8', 'pods of metal')],
      ),
      'two mistakes as two findings': [
        facts(
          site,
          metalPods,
          network('pods', '10.142.0.0/20', 'a'),
          network('services', '10.42.80.0/20', 'b'),
        ),
        2,
      ],
      'IPv6 networks as well': facts(
        network('pods', 'fd00:1::/48', 'pods'),
        network('services', 'fd00:1::/108', 'services'),
      ),
    },
  },
  'address/outside-segment': {
    accepts: {
      'the first and the last host address': facts(
        address('gateway', '10.42.66.1', 'gateway'),
        address('static', '10.42.66.254', 'host'),
      ),
      'a pool that is a whole network': facts(
        address('loadBalancer', '10.42.66.0-10.42.66.255', 'load balancers'),
      ),
    },
    refuses: {
      'the network address': facts(address('static', '10.42.66.0', 'host')),
      'the broadcast address': facts(address('vip', '10.42.66.255', 'API')),
      'a range that leaves the segment': facts(
        address('loadBalancer', '10.42.66.250-10.42.67.5', 'load balancers'),
      ),
    },
  },
  'address/claimed-twice': {
    accepts: {
      'neighbouring ranges': facts(
        address('dhcp', '10.42.66.130-10.42.66.189', 'DHCP'),
        address('loadBalancer', '10.42.66.190-10.42.66.199', 'load balancers'),
        address('static', '10.42.66.129', 'host'),
      ),
      'the same claim told twice': facts(
        address('vip', '10.42.66.120', 'API'),
        address('vip', '10.42.66.120', 'API'),
      ),
      'one address in two segments': facts(address('static', '10.42.66.9', 'a'), {
        type: 'address',
        use: 'static',
        segment: new Segment('other', { cidr: '10.42.66.0/24' }),
        range: parseRange('10.42.66.9-10.42.66.9'),
        label: 'b',
      }),
    },
    refuses: {
      'two nodes with one address': facts(
        address('static', '10.42.66.121', 'a'),
        address('static', '10.42.66.121', 'b'),
      ),
      'an address in a range that started long before': facts(
        address('reserved', '10.42.66.2-10.42.66.99', 'printers'),
        address('gateway', '10.42.66.1', 'gateway'),
        address('static', '10.42.66.98', 'host'),
      ),
      'a pool that reaches into the DHCP range': facts(
        address('dhcp', '10.42.66.130-10.42.66.189', 'DHCP'),
        address('loadBalancer', '10.42.66.189-10.42.66.199', 'load balancers'),
      ),
    },
  },
  'address/duplicate-mac': {
    accepts: {
      'a construct that tells of a card and emits the VM with it': repositoryOf({
        metal: {
          services: {
            objects: machine('vm', '02:00:0a:00:00:01'),
            facts: [{ type: 'mac', mac: '02:00:0A:00:00:01', label: 'vm v66' }],
          },
        },
      }),
      'different cards': facts(
        { type: 'mac', mac: '02:00:0a:00:00:01', label: 'a' },
        { type: 'mac', mac: '02:00:0a:00:00:02', label: 'b' },
      ),
    },
    refuses: {
      'VMs of two clusters with one MAC': repositoryOf({
        metal: { services: { objects: machine('a', '02:00:0a:00:00:01') } },
        other: { services: { objects: machine('b', '02:00:0a:00:00:01') } },
      }),
      'two VMs of which their construct tells, once': repositoryOf({
        metal: {
          services: {
            objects: machine('a', '02:00:0a:00:00:01') + machine('b', '02:00:0a:00:00:01'),
            facts: [
              { type: 'mac', mac: '02:00:0a:00:00:01', label: 'a' },
              { type: 'mac', mac: '02:00:0a:00:00:01', label: 'b' },
            ],
          },
        },
      }),
    },
  },
  'address/dhcp-room': {
    accepts: {
      'as many machines as addresses': facts({
        type: 'dhcp-clients',
        segment: vms,
        count: 60,
        label: 'workers',
      }),
    },
    refuses: {
      'machines in a segment without DHCP': facts({
        type: 'dhcp-clients',
        segment: new Segment('bare', { cidr: '10.42.70.0/24' }),
        count: 1,
        label: 'workers',
      }),
    },
  },
  'address/pool-neighbours': {
    accepts: {
      'a router that answers ARP': facts(
        address('dhcp', '10.42.66.130-10.42.66.189', 'DHCP'),
        address('loadBalancer', '10.42.66.200-10.42.66.219', 'load balancers'),
        { type: 'neighbour-proxy', segment: vms, label: 'firewall-os' },
      ),
      'announcements on layer 2': repositoryOf({
        srvlab: {
          services: {
            objects: l2,
            facts: [
              address('static', '10.42.66.121', 'srvlab-cp-1'),
              address('loadBalancer', '10.42.66.200-10.42.66.219', 'load balancers'),
            ],
          },
        },
      }),
      'a pool in a network without hosts': facts(
        address('loadBalancer', '10.42.66.0-10.42.66.255', 'load balancers'),
      ),
    },
  },
});
