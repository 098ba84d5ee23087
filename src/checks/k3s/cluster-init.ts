import { from } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { serversOf } from './servers.ts';

/** One server founds the cluster, the others join it. */
export const k3sClusterInit: Rule = {
  code: 'k3s/cluster-init',
  title: 'exactly one server has cluster-init',
  why:
    'Every server that starts with `cluster-init` and an empty disk founds an etcd cluster of its own; without one, all ' +
    'servers wait for an API that nobody serves.',
  *validate(repository) {
    for (const [cluster, servers] of serversOf(repository)) {
      const founders = servers.filter(({ fact }) => fact.clusterInit);
      if (founders.length === 1) continue;
      yield {
        code: k3sClusterInit.code,
        message:
          founders.length === 0
            ? `no server founds ${cluster}`
            : `several servers found a cluster ${cluster} each`,
        ...from(founders[1] ?? servers[0]),
        field: 'cluster-init',
        got: founders.map(({ fact }) => fact.node).join(', ') || 'no server with cluster-init',
        expected: 'exactly one server with cluster-init, the others with its address as server',
        fix: 'set cluster-init on the first server only',
      };
    }
  },
};
