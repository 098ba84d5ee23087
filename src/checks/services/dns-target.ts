import { contains, factsOf, formatCidr, formatRange, textAt } from '../../model/index.ts';
import { poolBlocks } from '../cilium/pools.ts';
import { indexOf } from '../object-index.ts';
import { readAddresses } from '../read-address.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { dnsAnnotations } from './external-dns.ts';

/** Names of a cluster behind a tailnet point into it. */
export const servicesDnsTarget: Rule = {
  code: 'services/dns-target',
  title: 'DNS targets are addresses of the tailnet or of a load balancer',
  why:
    'The target of a record is taken as it is: an address that is neither in the tailnet nor in a pool of the cluster leads ' +
    'all names of the zone to nobody. Tailscale and Headscale give out 100.64.0.0/10.',
  *validate(repository) {
    const tailnets = factsOf(repository, 'network').filter(({ fact }) => fact.use === 'tailnet');
    if (tailnets.length === 0) return;
    const claimed = factsOf(repository, 'address').filter(
      ({ fact }) => fact.use === 'loadBalancer' || fact.use === 'vip',
    );
    for (const object of indexOf(repository).objects) {
      const target = dnsAnnotations(object).find(({ name }) => name === 'target');
      if (target === undefined) continue;
      const networks = tailnets.filter(({ cluster }) => cluster === undefined || cluster === object.cluster);
      const pools = poolBlocks(repository, object.cluster);
      const ranges = [...networks, ...claimed].map(({ fact }) => ('cidr' in fact ? fact.cidr : fact.range));
      for (const text of (textAt(object.manifest.metadata.annotations, target.key) ?? '').split(',')) {
        const address = readAddresses(text.trim());
        // A target may be a host name as well.
        if (networks.length === 0 || address === undefined) continue;
        if ([...ranges, ...pools.map(({ range }) => range)].some((range) => contains(range, address)))
          continue;
        yield {
          code: servicesDnsTarget.code,
          message: 'names would point to an address that nobody has',
          ...where(object),
          field: `metadata.annotations["${target.key}"]`,
          got: formatRange(address),
          expected: `an address of ${networks.map(({ fact }) => formatCidr(fact.cidr)).join(' or ')}, or of a load-balancer pool`,
          fix: 'take the address that the tailnet gave to the cluster',
        };
      }
    }
  },
};
