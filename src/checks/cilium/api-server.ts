import { at } from '../../model/index.ts';
import { releasesOf } from '../releases.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Without kube-proxy, Cilium must know the API server by itself. */
export const ciliumApiServer: Rule = {
  code: 'cilium/api-server',
  title: 'Cilium finds the API server without kube-proxy',
  why:
    'With kube-proxy replacement nobody but Cilium itself makes the `kubernetes` Service reachable; without ' +
    '`k8sServiceHost` its agents wait for the API through the very Service they are to provide.',
  *validate(repository) {
    for (const { object, values, partial } of releasesOf(repository, 'cilium')) {
      const replaces = at(values, 'kubeProxyReplacement');
      if (replaces !== true && replaces !== 'true') continue;
      const host = at(values, 'k8sServiceHost');
      if ((typeof host === 'string' && host !== '') || (host === undefined && partial)) continue;
      yield {
        code: ciliumApiServer.code,
        message: 'Cilium replaces kube-proxy but does not know the address of the API server',
        ...where(object),
        field: 'spec.values.k8sServiceHost',
        got: host === undefined ? 'nothing' : JSON.stringify(host),
        expected: "the API address of the cluster, or 127.0.0.1 with K3s' own balancer on port 6444",
        fix: 'set k8sServiceHost and k8sServicePort',
      };
    }
  },
};
