import { at, listAt, parseRange, textAt } from '../../model/index.ts';
import type { EmittedObject, IpRange, Json, Repository } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';

/** One block of a CiliumLoadBalancerIPPool that is not disabled. */
export interface PoolBlock {
  readonly object: EmittedObject;
  readonly field: string;
  readonly range: IpRange;
  readonly selector: Json | undefined;
}

/** The blocks of all pools of a cluster. */
export function poolBlocks(repository: Repository, cluster: string): readonly PoolBlock[] {
  return indexOf(repository)
    .byKind('cilium.io', 'CiliumLoadBalancerIPPool', cluster)
    .filter((object) => at(object.manifest, 'spec', 'disabled') !== true)
    .flatMap((object) =>
      listAt(object.manifest, 'spec', 'blocks').flatMap((block, i): PoolBlock[] => {
        const text = textOf(block);
        if (text === undefined) return [];
        const selector = at(object.manifest, 'spec', 'serviceSelector');
        return [{ object, field: `spec.blocks[${i}]`, range: parseRange(text), selector }];
      }),
    );
}

/** A block without `stop` is one address. */
function textOf(block: Json): string | undefined {
  const start = textAt(block, 'start');
  return textAt(block, 'cidr') ?? (start === undefined ? undefined : `${start}-${textAt(block, 'stop') ?? start}`);
}
