import { from } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { serversOf } from './servers.ts';

/** etcd decides by majority. */
export const k3sEvenServers: Rule = {
  code: 'k3s/even-servers',
  title: 'a cluster has an odd number of servers',
  why:
    'Embedded etcd needs a majority: four servers survive the loss of one, as three do, and two survive none, so the ' +
    'additional server only adds a way to fail.',
  *validate(repository) {
    for (const [cluster, servers] of serversOf(repository)) {
      const count = servers.length;
      if (count % 2 === 1) continue;
      yield {
        code: k3sEvenServers.code,
        message: `${cluster} has an even number of servers`,
        ...from(servers[0]),
        got: `${count} (${servers.map(({ fact }) => fact.node).join(', ')})`,
        expected: `${count - 1} or ${count + 1}`,
        fix: 'add a server or remove one',
      };
    }
  },
};
