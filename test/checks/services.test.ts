import { servicesRules } from '../../src/checks/services/index.ts';
import type { Fact, Repository } from '../../src/model/index.ts';
import { network } from '../invalid/facts.ts';
import { helmRelease, pool } from '../invalid/objects.ts';
import { repositoryOf } from '../invalid/repository-of.ts';
import { testRules } from './cases.ts';

function of(objects: string, ...facts: Fact[]): Repository {
  return repositoryOf({ srvlab: { services: { objects, facts } } });
}

const ingress = (name: string, annotations = '{}'): string => `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: default, annotations: ${annotations} }
`;
const claim = (storageClass: string): string => `
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: default }
spec: { storageClassName: ${storageClass} }
`;
const dns = (values: string, version = '1.21.1'): string =>
  helmRelease('external-dns', 'external-dns', `  values: ${values}`).replace('1.20.1', version);
const tailnet = network('tailnet', '100.64.0.0/10', 'tailnet');
const oldTarget = '{ external-dns.alpha.kubernetes.io/target: 100.64.0.16 }';
const newTarget = '{ external-dns.kubernetes.io/target: 100.64.0.16 }';
const mysql = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ghost, namespace: default }
spec:
  template:
    spec: { containers: [{ name: ghost, image: 'ghost:6', env: [{ name: database__connection__host, value: mysql }] }] }
`;

testRules(servicesRules, {
  'services/dns-prefix': {
    accepts: {
      'the old prefix with a chart of the old default': of(dns('{}') + ingress('blog', oldTarget)),
      'the new prefix with a chart of the new default': of(dns('{}', '1.22.0') + ingress('blog', newTarget)),
      'a prefix that is set': of(
        dns('{ annotationPrefix: external-dns.kubernetes.io/ }') + ingress('blog', newTarget),
      ),
      'a prefix among the arguments': of(
        dns("{ extraArgs: ['--annotation-prefix=external-dns.kubernetes.io/'] }") +
          ingress('blog', newTarget),
      ),
      'annotations of a cluster without external-dns': of(ingress('blog', newTarget)),
    },
    refuses: {
      'the old prefix after the default has changed': of(dns('{}', '1.22.0') + ingress('blog', oldTarget)),
    },
  },
  'services/dns-target': {
    accepts: {
      'an address of the tailnet': of(ingress('blog', oldTarget), tailnet),
      'an address of a load-balancer pool': of(
        ingress('blog', '{ external-dns.kubernetes.io/target: 10.42.66.201 }') +
          pool('p', '10.42.66.200', '10.42.66.219'),
        tailnet,
      ),
      'a host name': of(ingress('blog', '{ external-dns.kubernetes.io/target: edge.example.org }'), tailnet),
      'any address without a tailnet': of(
        ingress('blog', '{ external-dns.kubernetes.io/target: 192.0.2.1 }'),
      ),
    },
    refuses: {
      'the second of two targets': of(
        ingress('blog', "{ external-dns.kubernetes.io/target: '100.64.0.16, 192.0.2.1' }"),
        tailnet,
      ),
    },
  },
  'services/dns-target-missing': {
    accepts: {
      'targets everywhere': of(dns('{}') + ingress('a', oldTarget) + ingress('b', oldTarget)),
      'targets nowhere': of(dns('{}') + ingress('a') + ingress('b')),
      'a target for all': of(
        dns("{ extraArgs: ['--default-targets=100.64.0.16'] }") + ingress('a', oldTarget) + ingress('b'),
      ),
    },
  },
  'services/ghost-database': { accepts: { 'Ghost on MySQL': of(mysql) } },
  'services/storage-class': {
    accepts: {
      'a class of the program': of(
        `${claim('fast')}\n---\napiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: fast }\nprovisioner: example.org\n`,
      ),
      'a class that is declared': of(claim('local-path'), {
        type: 'external',
        ref: { group: 'storage.k8s.io', kind: 'StorageClass', name: 'local-path' },
        reason: 'K3s brings it',
      }),
      'the default class and none at all': of(claim('""') + claim('~').replace('name: data', 'name: more')),
    },
    refuses: {
      'a class of another cluster': repositoryOf({
        metal: {
          services: {
            objects:
              'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: fast }\nprovisioner: x\n',
          },
        },
        srvlab: { services: { objects: claim('fast') } },
      }),
      'one class in two claims, once': of(claim('slow') + claim('slow').replace('name: data', 'name: more')),
    },
  },
});
