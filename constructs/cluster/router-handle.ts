import type { Address } from '../../src/model/index.ts';

/** A BGP speaker that others peer with. `Datacenter.router` makes one; a literal does in a plain cdk8s app. */
export interface BgpRouter {
  readonly name: string;
  readonly asn: number;
  readonly addresses: readonly Address[];
}

/** The address by which a neighbour in `segment` reaches the router, or undefined when it has none there. */
export function addressOn(router: BgpRouter, segmentName: string): Address | undefined {
  return router.addresses.find((address) => address.segment.name === segmentName);
}
