import { contains, factsOf, formatRange, overlaps } from '../../model/index.ts';
import type { AddressClaim, DeclaredFact } from '../../model/index.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { poolBlocks } from './pools.ts';
import type { PoolBlock } from './pools.ts';

/** A pool gives out addresses that nobody else has. */
export const ciliumPoolTaken: Rule = {
  code: 'cilium/pool-taken',
  title: 'a pool holds no addresses that are used otherwise',
  why:
    'Cilium gives out every address of a pool without asking the network: the gateway, a fixed address or a DHCP lease in ' +
    'it gets a second owner as soon as a Service takes it.',
  *validate(repository) {
    const claims = factsOf(repository, 'address');
    for (const { name } of repository.clusters) {
      for (const block of poolBlocks(repository, name)) {
        // A pool that a construct has claimed is compared with the others there.
        if (claims.some((claim) => isPoolOf(claim, name, block))) continue;
        const other = claims.find(({ fact }) => overlaps(fact.range, block.range));
        if (other === undefined) continue;
        yield {
          code: ciliumPoolTaken.code,
          message: `the pool holds addresses of ${other.fact.label}`,
          ...where(block.object),
          field: block.field,
          got: formatRange(block.range),
          expected: `addresses apart from ${formatRange(other.fact.range)}`,
          fix: 'leave the addresses out of the pool',
        };
      }
    }
  },
};

function isPoolOf(
  { fact, cluster }: DeclaredFact<AddressClaim>,
  name: string,
  { range }: PoolBlock,
): boolean {
  return fact.use === 'loadBalancer' && cluster === name && contains(fact.range, range);
}
