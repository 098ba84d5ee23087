import { App, Chart } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { addHost } from '../../constructs/cluster/hosts.ts';
import { cilium, k3s } from '../../constructs/cluster/nested-cluster.ts';
import type { CiliumProps, NestedCluster } from '../../constructs/cluster/nested-cluster.ts';
import { FACT } from '../../constructs/cluster/declare.ts';
import { TextFile } from '../../constructs/cluster/text-file.ts';
import { containerDisk } from '../../constructs/image/machine-image.ts';
import { FirewallRouterVM } from '../../constructs/router/firewall-router-vm.ts';
import type { FirewallRouterVMProps } from '../../constructs/router/firewall-router-vm.ts';
import { frrReferences } from '../../src/guest/frr-references.ts';
import { unknownCloudInitKeys } from '../../src/guest/cloud-init-keys.ts';
import { Segment } from '../../src/model/index.ts';
import type { BgpSpeaker, Fact } from '../../src/model/index.ts';
import { loadSchemas } from '../../src/schema/index.ts';

type Manifest = ReturnType<Chart['toJson']>[number];

const vms = new Segment('vms', {
  vlan: 66,
  cidr: '10.42.66.0/24',
  gateway: '10.42.66.1',
  bridge: 'br66',
  dhcp: '10.42.66.130-10.42.66.189',
});
const uplink = new Segment('uplink', { vlan: 67, cidr: '10.42.67.0/24', bridge: 'br67' });
const rds = { name: 'rds', asn: 65400, addresses: [uplink.address('10.42.67.1')] };
const firewall = {
  name: 'firewall-os',
  asn: 64515,
  addresses: [vms.address('10.42.66.1'), uplink.address('10.42.67.201')],
};
const image = containerDisk('ghcr.io/whiskey/firewall-os:2026.08.1');

function srvlab(cni: CiliumProps = {}): NestedCluster {
  return {
    name: 'srvlab',
    namespace: 'srvlab',
    distribution: k3s('v1.36.1+k3s1'),
    endpoint: vms.address('10.42.66.120'),
    podCidr: '10.150.0.0/16',
    serviceCidr: '10.151.0.0/16',
    cni: cilium({
      asn: 64516,
      peers: [firewall],
      loadBalancers: vms.range('10.42.66.200-10.42.66.219'),
      ...cni,
    }),
    token: { type: 'existing', name: 'token', reason: 'test' },
    repository: { url: 'https://git.example/flux.git' },
    maxNodes: 40,
  };
}

interface Made {
  readonly objects: Manifest[];
  readonly facts: readonly Fact[];
  readonly files: readonly TextFile[];
  readonly chart: Chart;
  readonly guest: () => { files: Map<string, string>; network: Manifest; text: string };
}

function make(props: Partial<FirewallRouterVMProps> = {}): Made {
  const chart = new Chart(new App(), 'plain');
  new FirewallRouterVM(chart, 'router', {
    router: firewall,
    image,
    inside: vms.address('10.42.66.1'),
    outside: uplink.address('10.42.67.201'),
    upstream: [rds],
    clusters: [srvlab()],
    nameservers: ['10.42.64.1'],
    ...props,
  });
  const nodes = chart.node.findAll();
  const guest = (): ReturnType<Made['guest']> => {
    const secret = chart.toJson().find((object) => object.kind === 'Secret');
    const text: string = secret.stringData.userdata;
    return { text, files: filesOf(text), network: parse(secret.stringData.networkdata) };
  };
  return {
    chart,
    objects: chart.toJson(),
    guest,
    facts: nodes.flatMap((node) =>
      node.node.metadata.filter(({ type }) => type === FACT).map(({ data }) => data as Fact),
    ),
    files: nodes.filter((node): node is TextFile => TextFile.isTextFile(node)),
  };
}

/** The files that the boot script writes, by path. */
function filesOf(userData: string): Map<string, string> {
  const { bootcmd } = parse(userData) as { bootcmd: string[] };
  const files = new Map<string, string>();
  for (const script of bootcmd) {
    const match = /cat > (\S+)\.new <<'(\w+)'\n([\s\S]*?)\2\n/.exec(script);
    if (match !== null) files.set(match[1]!, match[3]!);
  }
  return files;
}

const speaker = (facts: readonly Fact[], name: string): BgpSpeaker =>
  facts.find((fact): fact is BgpSpeaker => fact.type === 'bgp' && fact.name === name)!;

describe('the router VM', () => {
  it('is accepted by the pinned schemas', async () => {
    const { objects } = make({ guestAgent: true, users: [{ name: 'ops', sshKeys: ['ssh-ed25519 AAAA'] }] });
    const schemas = await loadSchemas();
    await schemas.prepare(objects);
    expect(objects.flatMap((object) => schemas.validate(object))).toEqual([]);
    expect(new Set(objects.map((object) => object.kind))).toEqual(
      new Set(['Namespace', 'Secret', 'VirtualMachine']),
    );
  });

  it('plugs one card into each segment and finds it in the guest by the same MAC address', () => {
    const { objects, guest } = make();
    const { domain, networks } = objects.find((object) => object.kind === 'VirtualMachine').spec.template
      .spec;
    expect(networks.map((network: Manifest) => network.multus.networkName)).toEqual([
      'vm-networks/vms',
      'vm-networks/uplink',
    ]);
    const { ethernets } = guest().network;
    expect(Object.keys(ethernets)).toEqual(['v66', 'v67']);
    expect(Object.values(ethernets).map((nic: Manifest) => nic.match.macaddress)).toEqual(
      domain.devices.interfaces.map((nic: Manifest) => nic.macAddress),
    );
    expect(ethernets.v66).toMatchObject({ 'set-name': 'v66', addresses: ['10.42.66.1/24'], dhcp4: false });
    expect(ethernets.v67).toMatchObject({ 'set-name': 'v67', addresses: ['10.42.67.201/24'] });
  });

  it('has an identity that depends on names alone', () => {
    const identity = (made: Made): unknown => {
      const { domain } = made.objects.find((object) => object.kind === 'VirtualMachine').spec.template.spec;
      return [domain.firmware.uuid, domain.devices.interfaces.map((nic: Manifest) => nic.macAddress)];
    };
    expect(identity(make())).toEqual(identity(make({ cpu: 8, clusters: [] })));
  });

  it('refers to the Secret that it emits, with both documents in it', () => {
    const { objects } = make();
    const secret = objects.find((object) => object.kind === 'Secret');
    const { volumes } = objects.find((object) => object.kind === 'VirtualMachine').spec.template.spec;
    const { cloudInitNoCloud } = volumes.find((volume: Manifest) => volume.cloudInitNoCloud !== undefined);
    expect(cloudInitNoCloud.secretRef.name).toBe(secret.metadata.name);
    expect(cloudInitNoCloud.networkDataSecretRef.name).toBe(secret.metadata.name);
    expect(Object.keys(secret.stringData)).toEqual(['networkdata', 'userdata']);
    expect(unknownCloudInitKeys(secret.stringData.userdata)).toEqual([]);
  });

  it('writes an FRR configuration without dangling references, for the neighbours that are described', () => {
    const frr = make().guest().files.get('/etc/frr/frr.conf')!;
    expect(frrReferences(frr)).toEqual([]);
    expect(frr).toContain('router bgp 64515');
    expect(frr).toContain('neighbor 10.42.67.1 remote-as 65400');
    expect(frr).toContain('neighbor SRVLAB remote-as 64516');
    expect(frr).toContain('bgp listen range 10.42.66.0/24 peer-group SRVLAB');
    expect(frr).toContain('bgp listen limit 40');
  });

  it('lets hosts of a segment reach load-balancer addresses inside that segment', () => {
    const { guest, facts } = make();
    const { files } = guest();
    expect(files.get('/etc/sysctl.d/60-router.conf')).toContain('net.ipv4.conf.v66.proxy_arp_pvlan = 1');
    expect(files.get('/etc/nftables.d/firewall-os.nft')).toContain('iifname "v66" oifname "v66" accept');
    expect(facts.filter((fact) => fact.type === 'neighbour-proxy').map((fact) => fact.segment.name)).toEqual([
      'vms',
    ]);
  });

  it('reserves the addresses of machines that are declared after it', () => {
    const cluster = srvlab();
    const made = make({ clusters: [cluster] });
    addHost(cluster, { name: 'srvlab-cp-1', mac: '02:40:00:00:00:01', address: vms.address('10.42.66.121') });
    const dnsmasq = made.guest().files.get('/etc/dnsmasq.d/firewall-os.conf');
    expect(dnsmasq).toContain('dhcp-host=02:40:00:00:00:01,10.42.66.121,srvlab-cp-1');
  });

  it('tells the checks the filters that FRR was given', () => {
    const { facts, guest } = make();
    const frr = guest().files.get('/etc/frr/frr.conf')!;
    const own = speaker(facts, 'firewall-os');
    const nodes = own.sessions.find((session) => session.peer === 'srvlab')!;
    for (const { cidr, ge, le } of nodes.accepts ?? []) {
      const bounds = Number(cidr.split('/')[1]) === ge ? '' : ` ge ${ge} le ${le}`;
      expect(frr).toMatch(
        new RegExp(`ip prefix-list SRVLAB-(LB|PODS) seq \\d+ permit ${cidr}${bounds}$`, 'm'),
      );
    }
    expect(nodes).toMatchObject({ listen: '10.42.66.0/24', listenLimit: 40, peerAsn: 64516 });
    expect(own.originates).toEqual([{ cidr: '10.42.66.0/24' }]);
  });

  it('describes the upstream router as the mirror image of its own session, and in its script', () => {
    const { facts, files } = make();
    const up = speaker(facts, 'firewall-os').sessions.find((session) => session.peer === 'rds')!;
    const down = speaker(facts, 'rds').sessions[0]!;
    expect(down).toMatchObject({ peer: 'firewall-os', peerAsn: 64515, peerAddress: '10.42.67.201' });
    expect(down.accepts).toEqual(up.announces);
    expect(down.announces).toEqual(up.accepts);
    const script = files.find((file) => file.path === 'routers/rds/firewall-os.rsc')!;
    for (const { cidr } of up.announces ?? []) expect(script.text).toContain(cidr);
  });

  it('keeps pod networks to itself when asked, in the configuration and in what the checks see', () => {
    const { facts, guest } = make({ announcePods: false });
    const up = speaker(facts, 'firewall-os').sessions.find((session) => session.peer === 'rds')!;
    expect(up.announces?.map(({ cidr }) => cidr)).not.toContain('10.150.0.0/16');
    const outbound = guest()
      .files.get('/etc/frr/frr.conf')!
      .split('route-map RDS-OUT deny')[0]!
      .split('route-map RDS-OUT')
      .slice(1)
      .join('');
    expect(outbound).not.toContain('SRVLAB-PODS');
  });

  it('claims its addresses once: the gateway of a segment is already claimed there', () => {
    const claims = make().facts.filter((fact) => fact.type === 'address');
    expect(claims.map((fact) => fact.label)).toEqual(['firewall-os on uplink']);
  });

  it.each<[string, Partial<FirewallRouterVMProps>, RegExp]>([
    [
      'an address that its neighbours do not know',
      { outside: uplink.address('10.42.67.202') },
      /neighbours do not know/,
    ],
    ['an upstream router out of reach', { upstream: [{ ...rds, addresses: [] }] }, /cannot be reached/],
    [
      'a cluster without an AS number',
      { clusters: [{ ...srvlab(), cni: cilium() }] },
      /without an AS number/,
    ],
    [
      'a pool that two sides answer for',
      { clusters: [srvlab({ neighbours: 'l2' })] },
      /both firewall-os and the nodes/,
    ],
    ['DHCP without name servers', { nameservers: undefined }, /nobody to ask for names/],
  ])('refuses %s', (_, props, message) => {
    expect(() => make(props)).toThrow(message);
  });

  it('refuses to be inside a segment whose hosts use another gateway', () => {
    const other = { ...firewall, addresses: [vms.address('10.42.66.2'), uplink.address('10.42.67.201')] };
    expect(() => make({ router: other, inside: vms.address('10.42.66.2'), clusters: [] })).toThrow(
      /another gateway/,
    );
  });
});
