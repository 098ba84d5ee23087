import type { Address } from '../../src/model/index.ts';

/** A machine of a cluster whose address is fixed. */
export interface Host {
  readonly name: string;
  readonly mac: string;
  readonly address: Address;
}

const hosts = new WeakMap<object, Host[]>();

/**
 * Remembers that a cluster has this machine, so that the router of its segment reserves the address even for an image
 * that asks by DHCP. The order of declarations does not matter: routers ask when the output is made.
 */
export function addHost(cluster: object, host: Host): void {
  const known = hosts.get(cluster);
  if (known === undefined) hosts.set(cluster, [host]);
  else known.push(host);
}

export function hostsOf(cluster: object): readonly Host[] {
  return hosts.get(cluster) ?? [];
}
