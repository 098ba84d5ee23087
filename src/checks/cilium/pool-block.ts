import { indexOf } from '../object-index.ts';
import { readAddresses } from '../read-address.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { blocksOf } from './pools.ts';

/** A block of a pool is a network or a first and a last address. */
export const ciliumPoolBlock: Rule = {
  code: 'cilium/pool-block',
  title: 'the blocks of a pool are addresses',
  why:
    'The schema of a CiliumLoadBalancerIPPool takes any text for `start` and `stop`; Cilium then logs that the pool cannot ' +
    'be parsed and gives out none of its addresses.',
  *validate(repository) {
    for (const object of indexOf(repository).byKind('cilium.io', 'CiliumLoadBalancerIPPool')) {
      for (const { field, text } of blocksOf(object)) {
        if (readAddresses(text) !== undefined) continue;
        yield {
          code: ciliumPoolBlock.code,
          message: 'the block is no range of addresses',
          ...where(object),
          field,
          got: text,
          expected: 'cidr without host bits, or start and stop of one IP version with start not above stop',
          fix: 'correct the block',
        };
      }
    }
  },
};
