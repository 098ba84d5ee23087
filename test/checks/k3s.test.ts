import { k3sRules } from '../../src/checks/k3s/index.ts';
import { k3sServer, network } from '../invalid/facts.ts';
import { repositoryOf } from '../invalid/repository-of.ts';
import { testRules } from './cases.ts';

const three = repositoryOf({
  srvlab: {
    services: {
      facts: [
        network('pods', '10.150.0.0/16', 'pods of srvlab'),
        network('services', '10.151.0.0/16', 'services of srvlab'),
        k3sServer('srvlab-cp-1', { clusterInit: true }),
        k3sServer('srvlab-cp-2'),
        k3sServer('srvlab-cp-3'),
      ],
    },
  },
});
/** Servers of several clusters are told apart. */
const twoClusters = repositoryOf({}, [
  k3sServer('a-1', { cluster: 'a', clusterInit: true, critical: { 'flannel-backend': 'none' } }),
  k3sServer('b-1', { cluster: 'b', clusterInit: true, endpoint: '10.42.66.110', tlsSans: ['10.42.66.110'] }),
]);

testRules(k3sRules, {
  'k3s/tls-san': {
    accepts: { 'the address among others': three, 'an address for each cluster': twoClusters },
  },
  'k3s/even-servers': { accepts: { 'three servers': three, 'two clusters of one': twoClusters } },
  'k3s/cluster-init': {
    accepts: { 'one founder': three, 'one founder for each cluster': twoClusters },
    refuses: {
      'servers without a founder': repositoryOf({}, [k3sServer('a'), k3sServer('b'), k3sServer('c')]),
    },
  },
  'k3s/critical-flags': {
    accepts: { 'equal flags': three, 'clusters that differ': twoClusters },
    refuses: {
      'every flag by itself': [
        repositoryOf({}, [
          k3sServer('a', { critical: { 'cluster-cidr': '10.150.0.0/16', 'cluster-dns': '10.151.0.10' } }),
          k3sServer('b', { critical: { 'cluster-cidr': '10.150.0.0/15' } }),
        ]),
        2,
      ],
    },
  },
  'k3s/network': {
    accepts: { 'the planned networks': three, 'servers of a cluster without a plan': twoClusters },
    refuses: {
      'another network than planned': repositoryOf({
        srvlab: {
          services: {
            facts: [
              network('pods', '10.160.0.0/16', 'pods of srvlab'),
              k3sServer('srvlab-cp-1', { clusterInit: true }),
            ],
          },
        },
      }),
    },
  },
});
