import { byCodeUnit } from '../../model/index.ts';
import { from } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { serversOf } from './servers.ts';

/** Servers of a cluster agree on what makes the cluster. */
export const k3sCriticalFlags: Rule = {
  code: 'k3s/critical-flags',
  title: 'critical flags are equal on all servers',
  why:
    'K3s stores a digest of its critical flags (networks, DNS, flannel, disabled components) with the first server; another ' +
    'server with different ones stops with "critical configuration value mismatch".',
  *validate(repository) {
    for (const [cluster, [first, ...others]] of serversOf(repository)) {
      const flags = new Set([first, ...others].flatMap(({ fact }) => Object.keys(fact.critical)));
      for (const flag of [...flags].toSorted(byCodeUnit)) {
        const expected = first.fact.critical[flag];
        const other = others.find(({ fact }) => fact.critical[flag] !== expected);
        if (other === undefined) continue;
        yield {
          code: k3sCriticalFlags.code,
          message: `the servers of ${cluster} differ in ${flag}`,
          ...from(other),
          field: flag,
          got: `${other.fact.critical[flag] ?? 'the default'} on ${other.fact.node}`,
          expected: `${expected ?? 'the default'}, as on ${first.fact.node}`,
          fix: 'give all servers the same flags',
        };
      }
    }
  },
};
