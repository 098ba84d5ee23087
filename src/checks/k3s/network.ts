import { factsOf, formatCidr } from '../../model/index.ts';
import { from } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { serversOf } from './servers.ts';

/** K3s' own defaults and the claim that says otherwise. */
const NETWORKS = [
  { flag: 'cluster-cidr', use: 'pods', byDefault: '10.42.0.0/16' },
  { flag: 'service-cidr', use: 'services', byDefault: '10.43.0.0/16' },
] as const;

/** The servers use the networks that the cluster is planned with. */
export const k3sNetwork: Rule = {
  code: 'k3s/network',
  title: 'the servers use the planned pod and service networks',
  why:
    'Without `cluster-cidr` and `service-cidr` K3s takes 10.42.0.0/16 and 10.43.0.0/16. They cannot be changed later, and ' +
    'filters, routes and Cilium are made for the planned networks.',
  *validate(repository) {
    const networks = factsOf(repository, 'network');
    for (const [cluster, [server]] of serversOf(repository)) {
      for (const { flag, use, byDefault } of NETWORKS) {
        const claim = networks.find(({ fact, cluster: owner }) => fact.use === use && owner === cluster);
        if (claim === undefined) continue;
        const expected = formatCidr(claim.fact.cidr);
        const got = server.fact.critical[flag] ?? byDefault;
        if (got === expected) continue;
        yield {
          code: k3sNetwork.code,
          message: `the servers of ${cluster} have another ${flag} than planned`,
          ...from(server),
          field: flag,
          got: server.fact.critical[flag] === undefined ? `${byDefault}, the default of K3s` : got,
          expected,
          fix: `set ${flag} on every server`,
        };
      }
    }
  },
};
