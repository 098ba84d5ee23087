import { from } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { serversOf } from './servers.ts';

/** The certificate of every server is valid for the address that clients use. */
export const k3sTlsSan: Rule = {
  code: 'k3s/tls-san',
  title: 'every server has the API address in tls-san',
  why:
    'K3s puts only its own addresses and those of `tls-san` into the API certificate. Whenever the VIP moves to a server ' +
    'without it, kubectl and joining nodes fail with a certificate error.',
  *validate(repository) {
    for (const servers of serversOf(repository).values()) {
      for (const server of servers) {
        const { node, tlsSans, endpoint } = server.fact;
        if (tlsSans.includes(endpoint)) continue;
        yield {
          code: k3sTlsSan.code,
          message: `the API certificate of ${node} is not valid for the address of the API`,
          ...from(server),
          field: 'tls-san',
          got: tlsSans.join(', ') || 'nothing',
          expected: endpoint,
          fix: `add ${endpoint} to tls-san of every server`,
        };
      }
    }
  },
};
