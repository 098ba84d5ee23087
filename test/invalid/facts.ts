import { Segment, parseCidr, parseRange } from '../../src/model/index.ts';
import type {
  AddressClaim,
  BgpSpeaker,
  CrdProvider,
  K3sServerFacts,
  NetworkClaim,
} from '../../src/model/index.ts';

/** The segment that fixtures put their addresses on. */
export const vms = new Segment('vms', {
  vlan: 66,
  cidr: '10.42.66.0/24',
  gateway: '10.42.66.1',
  dhcp: '10.42.66.130-10.42.66.189',
});

export function network(use: NetworkClaim['use'], cidr: string, label: string): NetworkClaim {
  return { type: 'network', use, cidr: parseCidr(cidr), label };
}

/** A claim on `vms`; one address or `FIRST-LAST`. */
export function address(use: AddressClaim['use'], range: string, label: string): AddressClaim {
  return {
    type: 'address',
    use,
    segment: vms,
    range: parseRange(range.includes('-') ? range : `${range}-${range}`),
    label,
  };
}

/** Says that the CRDs of these groups are there before Flux applies anything. */
export function crdsThere(...groups: readonly string[]): CrdProvider {
  const by = { group: 'apps', kind: 'Deployment', namespace: 'kube-system', name: 'operator' };
  return { type: 'crds', crds: groups.map((group) => `*.${group}`), by, provenance: 'bootstrap' };
}

export function k3sServer(node: string, more: Partial<K3sServerFacts> = {}): K3sServerFacts {
  return {
    type: 'k3s-server',
    cluster: 'srvlab',
    node,
    clusterInit: false,
    tlsSans: ['10.42.66.120'],
    endpoint: '10.42.66.120',
    critical: { 'cluster-cidr': '10.150.0.0/16', 'service-cidr': '10.151.0.0/16' },
    ...more,
  };
}

/** The chain of a site: an upstream router, a router VM, one cluster. Every part can be replaced. */
export function chain(
  change: { readonly [K in 'rds' | 'firewall' | 'srvlab']?: Partial<BgpSpeaker> } = {},
): readonly BgpSpeaker[] {
  const vips = [{ cidr: '10.42.66.200/29', ge: 32, le: 32 }];
  const router = { type: 'bgp', nodes: 1, originates: [] } as const;
  return [
    {
      ...router,
      name: 'rds',
      asn: 65400,
      addresses: [parseRange('10.42.67.1-10.42.67.1')],
      sessions: [{ peer: 'firewall-os', peerAsn: 64515, peerAddress: '10.42.67.201', accepts: vips }],
      originates: [{ cidr: '0.0.0.0/0' }],
      ...change.rds,
    },
    {
      ...router,
      name: 'firewall-os',
      asn: 64515,
      addresses: [parseRange('10.42.67.201-10.42.67.201'), parseRange('10.42.66.1-10.42.66.1')],
      sessions: [
        {
          peer: 'rds',
          peerAsn: 65400,
          peerAddress: '10.42.67.1',
          accepts: [{ cidr: '0.0.0.0/0' }],
          announces: vips,
        },
        { peer: 'srvlab', peerAsn: 64516, listen: '10.42.66.0/24', listenLimit: 20, accepts: vips },
      ],
      ...change.firewall,
    },
    {
      type: 'bgp',
      name: 'srvlab',
      asn: 64516,
      addresses: [vms.network],
      nodes: 10,
      sessions: [{ peer: 'firewall-os', peerAsn: 64515, peerAddress: '10.42.66.1', announces: vips }],
      originates: vips,
      ...change.srvlab,
    },
  ];
}
