import { describe, expect, it } from 'vitest';
import { ciliumRules } from '../../src/checks/cilium/index.ts';
import { selects } from '../../src/checks/label-selector.ts';
import type { Fact, Repository } from '../../src/model/index.ts';
import { address, chain, network } from '../invalid/facts.ts';
import { announcements, cilium, helmRelease, pool } from '../invalid/objects.ts';
import { repositoryOf } from '../invalid/repository-of.ts';
import { testRules } from './cases.ts';

function of(objects: string, ...facts: Fact[]): Repository {
  return repositoryOf({ srvlab: { infrastructure: { objects, facts } } });
}

const multus = `
---
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata: { name: vms, namespace: default }
`;
const kubevirt = `
---
apiVersion: kubevirt.io/v1
kind: KubeVirt
metadata: { name: kubevirt, namespace: default }
`;
const config = (name: string, selector: string): string => `
---
apiVersion: cilium.io/v2
kind: CiliumBGPClusterConfig
metadata: { name: ${name} }
spec: { nodeSelector: ${selector} }
`;
const peers = (peer: string): string => `
---
apiVersion: cilium.io/v2
kind: CiliumBGPClusterConfig
metadata: { name: main }
spec: { bgpInstances: [{ name: main, localASN: 64514, peers: [{ name: peer, ${peer} }] }] }
`;

/** Objects of a cluster beside routers that others describe. */
function beside(objects: string): Repository {
  return repositoryOf({ metal: { infrastructure: { objects } } }, chain());
}

const service = (metadata: string): string => `
---
apiVersion: v1
kind: Service
metadata: { name: ingress, namespace: ingress, ${metadata} }
`;
const inner = pool('inner', '10.42.66.200', '10.42.66.219');
const asks = (ip: string): string => `annotations: { lbipam.cilium.io/ips: '${ip}' }`;

testRules(ciliumRules, {
  'cilium/cni-exclusive': {
    accepts: {
      'a shared configuration folder': of(cilium() + multus),
      'a cluster without Multus': of(cilium({ cni: undefined })),
      'another chart': of(helmRelease('podinfo', 'podinfo') + multus),
      'values that come from elsewhere': of(
        helmRelease('cilium', 'cilium', '  valuesFrom: [{ kind: ConfigMap, name: cilium }]') + multus,
      ),
    },
    refuses: {
      'a release of an OCI chart': of(
        cilium({ cni: '{ exclusive: true }' })
          .replace('kind: HelmRepository\n', 'kind: OCIRepository\n')
          .replace('https://charts.example.org', 'oci://quay.io/cilium/charts/cilium')
          .replace(/ {2}chart:\n.*\n/, '  chartRef: { kind: OCIRepository, name: cilium }\n') + multus,
      ),
    },
  },
  'cilium/socket-lb': {
    accepts: {
      'per-packet balancing': of(cilium() + kubevirt),
      'a cluster without VMs': of(cilium({ socketLB: undefined })),
    },
    refuses: { 'an explicit false': of(cilium({ socketLB: '{ hostNamespaceOnly: false }' }) + kubevirt) },
  },
  'cilium/cluster-pool': {
    accepts: {
      'the planned network': of(cilium(), network('pods', '10.150.0.0/16', 'pods of srvlab')),
      'a network of its own without a plan': of(cilium()),
      'another source of addresses': of(cilium({ ipam: '{ mode: kubernetes }' })),
    },
    refuses: {
      'another network than planned': of(cilium(), network('pods', '10.160.0.0/16', 'pods of srvlab')),
      'the default, written out': of(
        cilium({ ipam: '{ operator: { clusterPoolIPv4PodCIDRList: 10.0.0.0/8 } }' }),
      ),
    },
  },
  'cilium/api-server': {
    accepts: {
      'an address': of(cilium()),
      'kube-proxy beside Cilium': of(cilium({ kubeProxyReplacement: 'false', k8sServiceHost: undefined })),
    },
  },
  'cilium/advertisement-selector': {
    accepts: {
      'a selector that always holds': of(announcements()),
      'pod networks without a selector': of(
        announcements().replace(/- advertisementType[^]*/, '- advertisementType: PodCIDR\n'),
      ),
    },
  },
  'cilium/advertisement-unmatched': {
    accepts: { 'labels that the family selects': of(announcements()) },
    refuses: {
      'an advertisement without a peer': of(
        announcements().replace(/---\napiVersion.*\nkind: CiliumBGPPeerConfig[^]*?(?=---)/, ''),
      ),
      'a family without a selector beside one that has it': of(
        announcements().replace('families: [', 'families: [{ afi: ipv6, safi: unicast }, '),
      ),
    },
  },
  'cilium/one-node-config': {
    accepts: {
      'different nodes': of(
        config('a', '{ matchLabels: { rack: a } }') + config('b', '{ matchLabels: { rack: b } }'),
      ),
      'one for each cluster': repositoryOf({
        a: { services: { objects: config('all', '{}') } },
        b: { services: { objects: config('all', '{}') } },
      }),
    },
    refuses: { 'every node after some': of(config('a', '{ matchLabels: { rack: a } }') + config('b', '{}')) },
  },
  'cilium/peer-asn': {
    accepts: {
      'the number of the router': beside(peers('peerASN: 65400, peerAddress: 10.42.67.1')),
      'any number': beside(peers('peerASN: 0, peerAddress: 10.42.67.1')),
      'a router that nobody describes': beside(peers('peerASN: 65401, peerAddress: 10.42.67.9')),
      'a cluster that is compared as a speaker': repositoryOf({
        srvlab: { services: { objects: peers('peerASN: 1, peerAddress: 10.42.67.1'), facts: chain() } },
      }),
    },
  },
  'cilium/pool-block': {
    accepts: { 'a range and single addresses': of(inner + pool('one', '10.42.66.5', '10.42.66.5')) },
    refuses: {
      'a text that is no address': of(pool('inner', 'first', 'last')),
      'host bits in a network': of(inner.replace(/blocks: .*/, 'blocks: [{ cidr: 10.42.66.201/28 }]')),
    },
  },
  'cilium/pool-overlap': {
    accepts: {
      'pools that touch': of(inner + pool('next', '10.42.66.220', '10.42.66.229')),
      'a disabled one': of(inner + pool('old', '10.42.66.210', '10.42.66.229', '  disabled: true')),
    },
  },
  'cilium/pool-taken': {
    accepts: {
      'a pool that its cluster has claimed': of(
        inner,
        address('loadBalancer', '10.42.66.200-10.42.66.219', 'load balancers'),
      ),
      'free addresses': of(inner, address('dhcp', '10.42.66.130-10.42.66.189', 'DHCP')),
    },
    refuses: {
      'the pool of another cluster': repositoryOf({
        srvlab: { services: { objects: inner } },
        other: {
          services: {
            facts: [address('loadBalancer', '10.42.66.200-10.42.66.219', 'load balancers of other')],
          },
        },
      }),
    },
  },
  'cilium/service-address': {
    accepts: {
      'an address of a pool for everything': of(inner + service(asks('10.42.66.201'))),
      'a Service that the selector matches by its namespace': of(
        pool(
          'inner',
          '10.42.66.200',
          '10.42.66.219',
          '  serviceSelector: { matchLabels: { io.kubernetes.service.namespace: ingress } }',
        ) + service(asks('10.42.66.201')),
      ),
      'an address in the values of a chart': of(
        inner +
          helmRelease(
            'ingress',
            'ingress',
            `  values: { controller: { service: { ${asks('10.42.66.201')} } } }`,
          ),
      ),
    },
    refuses: {
      'the second of two addresses': of(inner + service(asks('10.42.66.201,10.42.66.99'))),
      'an address without any pool': of(service(asks('10.42.66.201'))),
      'an address of no pool in the values of a chart': of(
        inner +
          helmRelease(
            'ingress',
            'ingress',
            `  values: { controller: { service: { ${asks('10.42.66.2')} } } }`,
          ),
      ),
    },
  },
});

describe('a label selector', () => {
  const labels = { app: 'ghost', tier: 'web' };
  it.each([
    ['nothing when it is absent', undefined, false],
    ['everything when it is empty', {}, true],
    ['equal labels', { matchLabels: { app: 'ghost' } }, true],
    ['no other value', { matchLabels: { app: 'ghost', tier: 'db' } }, false],
    [
      'one of several values',
      { matchExpressions: [{ key: 'app', operator: 'In', values: ['kuma', 'ghost'] }] },
      true,
    ],
    [
      'what lacks the key of NotIn',
      { matchExpressions: [{ key: 'x', operator: 'NotIn', values: ['y'] }] },
      true,
    ],
    ['what has the key', { matchExpressions: [{ key: 'tier', operator: 'Exists' }] }, true],
    ['what lacks the key', { matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }, false],
  ])('selects %s', (_, selector, selected) => {
    expect(selects(selector, labels)).toBe(selected);
  });
});
