import { stableMac } from '../../src/model/index.ts';
import type { Address } from '../../src/model/index.ts';
import type { GuestInterface } from '../../src/guest/guest-config.ts';

export interface RouterNic {
  readonly address: Address;
  readonly mac: string;
}

/** One card for each address, in that order. The MAC depends on names alone, so that a rebuilt router keeps its own. */
export function routerNics(router: string, addresses: readonly Address[]): readonly RouterNic[] {
  return addresses.map((address) => ({ address, mac: stableMac('router', router, address.segment.name) }));
}

/** The cards inside the guest: found by MAC, named after their segment (`v66`), with a static address. */
export function guestInterfaces(
  nics: readonly RouterNic[],
  nameservers: readonly string[] | undefined,
): readonly GuestInterface[] {
  return nics.map(({ address: { segment, text }, mac }, index) => ({
    match: { mac },
    rename: segment.interface,
    addresses: [`${text}/${segment.network.prefix}`],
    ...(segment.mtu === 1500 ? {} : { mtu: segment.mtu }),
    ...(index === 0 && nameservers !== undefined ? { nameservers: { addresses: nameservers } } : {}),
  }));
}
