import { at, factsOf, formatCidr } from '../../model/index.ts';
import type { Json, Repository } from '../../model/index.ts';
import { releasesOf } from '../releases.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

const DEFAULT = '10.0.0.0/8';

/** Cilium hands out the pod network that the cluster is planned with. */
export const ciliumClusterPool: Rule = {
  code: 'cilium/cluster-pool',
  title: "Cilium's pod network is the planned one",
  why:
    'In cluster-pool mode, the default, Cilium 1.20 gives pods addresses of 10.0.0.0/8 unless told otherwise: that contains ' +
    'the VLANs of most sites and 10.0.2.0/24 of VMs with masquerade. The pool of a running cluster cannot be exchanged.',
  *validate(repository) {
    for (const { object, values, partial } of releasesOf(repository, 'cilium')) {
      if ((at(values, 'ipam', 'mode') ?? 'cluster-pool') !== 'cluster-pool') continue;
      const list = at(values, 'ipam', 'operator', 'clusterPoolIPv4PodCIDRList');
      if (list === undefined && (partial || at(values, 'ipv4', 'enabled') === false)) continue;
      const got = textsOf(list);
      const planned = plannedPods(repository, object.cluster);
      const fits = planned === undefined ? got.length > 0 && !got.includes(DEFAULT) : got.includes(planned);
      if (fits) continue;
      yield {
        code: ciliumClusterPool.code,
        message: 'Cilium would give pods addresses of another network than planned',
        ...where(object),
        field: 'spec.values.ipam.operator.clusterPoolIPv4PodCIDRList',
        got: got.join(', ') || `the default, ${DEFAULT}`,
        expected: planned ?? 'a network of its own, such as 10.150.0.0/16',
        fix: `set it to the pod network of ${object.cluster}`,
      };
    }
  },
};

/** The chart takes a list or text separated by blanks. */
function textsOf(value: Json | undefined): readonly string[] {
  const items: readonly Json[] = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? value.split(/[\s,]+/)
      : [];
  return items.filter((item): item is string => typeof item === 'string' && item !== '');
}

function plannedPods(repository: Repository, cluster: string): string | undefined {
  const claim = factsOf(repository, 'network').find(
    ({ fact, cluster: owner }) => fact.use === 'pods' && owner === cluster,
  );
  return claim?.fact.cidr.version === 4 ? formatCidr(claim.fact.cidr) : undefined;
}
