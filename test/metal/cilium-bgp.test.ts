import { App, Chart } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { CiliumBgp } from '../../constructs/cluster/cilium-bgp.ts';
import type { CiliumBgpProps } from '../../constructs/cluster/cilium-bgp.ts';
import { cilium } from '../../constructs/cluster/nested-cluster.ts';
import type { CiliumProps } from '../../constructs/cluster/nested-cluster.ts';
import { Segment } from '../../src/model/index.ts';
import { loadSchemas } from '../../src/schema/index.ts';

type Manifest = ReturnType<Chart['toJson']>[number];

const vms = new Segment('vms', { vlan: 66, cidr: '10.42.66.0/24', gateway: '10.42.66.1', bridge: 'br66' });
const lbs = new Segment('lbs', { vlan: 69, cidr: '10.42.69.0/24' });
const firewall = { name: 'firewall-os', asn: 64515, addresses: [vms.address('10.42.66.1')] };

function emit(cni: CiliumProps, more: Partial<CiliumBgpProps> = {}): Manifest[] {
  const chart = new Chart(new App(), 'plain');
  const endpoint = vms.address('10.42.66.120');
  new CiliumBgp(chart, 'bgp', {
    cluster: { name: 'srvlab', endpoint, podCidr: '10.150.0.0/16', cni: cilium(cni) },
    ...more,
  });
  return chart.toJson();
}

const full: CiliumProps = {
  asn: 64516,
  peers: [firewall],
  loadBalancers: vms.range('10.42.66.200-10.42.66.219'),
};
const kind = (objects: Manifest[], name: string): Manifest => objects.find((object) => object.kind === name);

describe('Cilium BGP', () => {
  it('is accepted by the pinned schemas, with every option', async () => {
    const objects = emit(
      { ...full, neighbours: 'l2' },
      { gracefulRestart: 60, timers: { holdTimeSeconds: 9, keepAliveTimeSeconds: 3 } },
    );
    const schemas = await loadSchemas();
    await schemas.prepare(objects);
    expect(new Set(objects.map((object) => object.kind))).toEqual(
      new Set([
        'CiliumBGPAdvertisement',
        'CiliumBGPClusterConfig',
        'CiliumBGPPeerConfig',
        'CiliumL2AnnouncementPolicy',
        'CiliumLoadBalancerIPPool',
      ]),
    );
    expect(objects.flatMap((object) => schemas.validate(object))).toEqual([]);
  });

  it('labels the advertisement with what every family selects', () => {
    const objects = emit(full);
    const carried = kind(objects, 'CiliumBGPAdvertisement').metadata.labels;
    for (const family of kind(objects, 'CiliumBGPPeerConfig').spec.families) {
      expect(carried).toMatchObject(family.advertisements.matchLabels);
      expect(Object.keys(family.advertisements.matchLabels)).not.toEqual([]);
    }
  });

  it('peers with the address of the router in the segment of the nodes, through the configuration that is emitted', () => {
    const objects = emit(full);
    const [instance] = kind(objects, 'CiliumBGPClusterConfig').spec.bgpInstances;
    expect(instance.localASN).toBe(64516);
    expect(instance.peers).toEqual([
      {
        name: 'firewall-os',
        peerASN: 64515,
        peerAddress: '10.42.66.1',
        peerConfigRef: { name: kind(objects, 'CiliumBGPPeerConfig').metadata.name },
      },
    ]);
  });

  it('selects services explicitly, because an absent selector selects none', () => {
    const [services] = kind(emit(full), 'CiliumBGPAdvertisement').spec.advertisements;
    expect(services.selector.matchExpressions).toEqual([
      { key: 'cdk8s-nested.dev/announce', operator: 'NotIn', values: ['never'] },
    ]);
  });

  it('keeps the network and broadcast address of a segment out of the pool', () => {
    const pool = (text: string): unknown =>
      kind(emit({ loadBalancers: lbs.range(text) }), 'CiliumLoadBalancerIPPool').spec.blocks;
    expect(pool('10.42.69.0/24')).toEqual([{ start: '10.42.69.1', stop: '10.42.69.254' }]);
    expect(pool('10.42.69.200/29')).toEqual([{ start: '10.42.69.200', stop: '10.42.69.207' }]);
  });

  it('announces no pod network when told so, and opens no session without an AS number', () => {
    const quiet = emit({ ...full, announcePods: false });
    const types = kind(quiet, 'CiliumBGPAdvertisement').spec.advertisements.map(
      (one: Manifest) => one.advertisementType,
    );
    expect(types).toEqual(['Service']);
    expect(emit({ loadBalancers: full.loadBalancers }).map((object) => object.kind)).toEqual([
      'CiliumLoadBalancerIPPool',
    ]);
  });

  it('refuses a peer that has no address in the segment of the nodes', () => {
    const far = { name: 'rds', asn: 65400, addresses: [lbs.address('10.42.69.1')] };
    expect(() => emit({ ...full, peers: [far] })).toThrow(/share no segment.*rds has 10.42.69.1 on lbs/);
  });
});
