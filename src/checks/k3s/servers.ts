import { factsOf } from '../../model/index.ts';
import type { DeclaredFact, K3sServerFacts, Repository } from '../../model/index.ts';

export type K3sServer = DeclaredFact<K3sServerFacts>;

/** The servers of every cluster, never an empty list. */
export function serversOf(repository: Repository): ReadonlyMap<string, readonly [K3sServer, ...K3sServer[]]> {
  const clusters = new Map<string, [K3sServer, ...K3sServer[]]>();
  for (const server of factsOf(repository, 'k3s-server')) {
    const list = clusters.get(server.fact.cluster);
    if (list === undefined) clusters.set(server.fact.cluster, [server]);
    else list.push(server);
  }
  return clusters;
}
