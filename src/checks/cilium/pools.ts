import { at, listAt, textAt } from '../../model/index.ts';
import type { EmittedObject, IpRange, Json, Repository } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { readAddresses } from '../read-address.ts';

/** One block of a CiliumLoadBalancerIPPool that is not disabled. */
export interface PoolBlock {
  readonly object: EmittedObject;
  readonly field: string;
  readonly range: IpRange;
  readonly selector: Json | undefined;
}

/** The blocks of all pools of a cluster; without those that are no addresses, see `cilium/pool-block`. */
export function poolBlocks(repository: Repository, cluster: string): readonly PoolBlock[] {
  return indexOf(repository)
    .byKind('cilium.io', 'CiliumLoadBalancerIPPool', cluster)
    .filter((object) => at(object.manifest, 'spec', 'disabled') !== true)
    .flatMap((object) =>
      blocksOf(object).flatMap(({ field, text }): PoolBlock[] => {
        const range = readAddresses(text);
        const selector = at(object.manifest, 'spec', 'serviceSelector');
        return range === undefined ? [] : [{ object, field, range, selector }];
      }),
    );
}

/** The blocks of one pool as text; a block without `stop` is one address. */
export function blocksOf(pool: EmittedObject): readonly { readonly field: string; readonly text: string }[] {
  return listAt(pool.manifest, 'spec', 'blocks').map((block, i) => {
    const start = textAt(block, 'start') ?? '';
    const text = textAt(block, 'cidr') ?? `${start}-${textAt(block, 'stop') ?? start}`;
    return { field: `spec.blocks[${i}]`, text };
  });
}
