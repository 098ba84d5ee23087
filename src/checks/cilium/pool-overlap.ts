import { formatRange, overlaps } from '../../model/index.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { poolBlocks } from './pools.ts';

/** The pools of a cluster are apart. */
export const ciliumPoolOverlap: Rule = {
  code: 'cilium/pool-overlap',
  title: 'pools of load-balancer addresses do not overlap',
  why:
    'Cilium marks the younger of two overlapping CiliumLoadBalancerIPPool objects as conflicting and gives out none of its ' +
    'addresses; Services stay pending.',
  *validate(repository) {
    for (const { name } of repository.clusters) {
      const blocks = poolBlocks(repository, name);
      for (const [i, block] of blocks.entries()) {
        const other = blocks.slice(0, i).find(({ range }) => overlaps(range, block.range));
        if (other === undefined) continue;
        yield {
          code: ciliumPoolOverlap.code,
          message: `the block overlaps one of ${other.object.ref.name}`,
          ...where(block.object),
          field: block.field,
          got: formatRange(block.range),
          expected: `addresses apart from ${formatRange(other.range)}`,
          fix: 'shrink one of the two blocks',
        };
      }
    }
  },
};
