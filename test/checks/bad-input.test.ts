import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Size } from 'cdk8s';
import type { ApiObjectProps } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  Datacenter,
  FirewallRouterVM,
  InnerCluster,
  InputError,
  MetalCluster,
  NestedControlPlane,
  cilium,
  containerDisk,
  declare,
  k3s,
  namespace,
} from 'cdk8s-nested';
import { SynthError, synth } from 'cdk8s-nested/synth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** What a site is described with; each mistake changes one value. */
const sound = {
  dhcp: '10.42.66.130-10.42.66.189',
  uplink: '10.42.67.0/24',
  api: '10.42.66.120',
  pods: '10.150.0.0/16',
  services: '10.151.0.0/16',
  pool: '10.42.66.200-10.42.66.219',
  servers: ['10.42.66.121', '10.42.66.122', '10.42.66.123'],
  storageClass: 'rds-nvme-rwx',
  asnSeenByNodes: 64515,
};

interface Site {
  readonly datacenter: Datacenter;
  readonly metal: MetalCluster;
  readonly srvlab: InnerCluster;
}

/** A metal cluster, a router VM and an inner cluster with three servers. */
function site(change: Partial<typeof sound> = {}): Site {
  const facts = { ...sound, ...change };
  const datacenter = new Datacenter('whiskey', {
    supernet: '10.42.64.0/18',
    repository: { url: 'https://git.example.org/flux.git' },
  });
  const vms = datacenter.segment('vms', {
    vlan: 66,
    cidr: '10.42.66.0/24',
    gateway: '10.42.66.1',
    bridge: 'br66',
    dhcp: facts.dhcp,
  });
  const uplink = datacenter.segment('uplink', { vlan: 67, cidr: facts.uplink, bridge: 'br67' });
  const rds = datacenter.router('rds', { asn: 65400, addresses: [uplink.address('10.42.67.1')] });
  const addresses = [vms.address('10.42.66.1'), uplink.address('10.42.67.201')];
  const router = datacenter.router('firewall-os', { asn: 64515, addresses });
  const seen = datacenter.router('firewall-os', { asn: facts.asnSeenByNodes, addresses });
  const metal = new MetalCluster(datacenter, 'metal', {
    distribution: k3s(),
    endpoint: uplink.address('10.42.67.10'),
    pods: '10.142.0.0/16',
    services: '10.143.0.0/16',
    cni: cilium({ asn: 64514, peers: [rds] }),
    machineNetworks: [vms, uplink],
    nodes: [
      { name: 'one', role: 'control-plane', cpu: 64, memory: Size.gibibytes(256) },
      { name: 'two', cpu: 64, memory: Size.gibibytes(256) },
    ],
  });
  declare(metal, {
    type: 'external',
    ref: { group: 'storage.k8s.io', kind: 'StorageClass', name: 'rds-nvme-rwx' },
    reason: 'the driver is installed by hand',
  });
  const srvlab = new InnerCluster(metal, 'srvlab', {
    distribution: k3s(),
    endpoint: vms.address(facts.api),
    pods: facts.pods,
    services: facts.services,
    cni: cilium({ asn: 64516, peers: [seen], loadBalancers: vms.range(facts.pool) }),
    token: { type: 'existing', name: 'srvlab-k3s', reason: 'made by hand' },
  });
  const image = containerDisk('ghcr.io/example/vm-base:2026.11.1', { os: 'nixos' });
  new NestedControlPlane(srvlab.machines, 'control-plane', {
    cluster: srvlab,
    image,
    cpu: 4,
    memory: Size.gibibytes(8),
    addresses: vms.addresses(...facts.servers),
    root: {
      size: Size.gibibytes(100),
      storageClass: {
        name: facts.storageClass,
        provisioner: 'rds.csi.srvlab.io',
        block: ['ReadWriteMany'],
        filesystem: [],
      },
    },
  });
  new FirewallRouterVM(metal.layer('router'), 'firewall-os', {
    router,
    image: containerDisk('ghcr.io/example/firewall-os:2026.11.1'),
    inside: vms.address('10.42.66.1'),
    outside: uplink.address('10.42.67.201'),
    upstream: [rds],
    clusters: [srvlab],
    nameservers: ['10.42.67.1'],
  });
  return { datacenter, metal, srvlab };
}

let out = '';
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'bad-input-'));
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** Codes of everything that a run reports as an error; the run must not write. */
async function codesOf(build: () => Site): Promise<readonly string[]> {
  try {
    await synth(build().datacenter, { out, check: true });
    return [];
  } catch (error) {
    if (error instanceof InputError) return [error.finding.code];
    if (!(error instanceof SynthError)) throw error;
    return error.findings.filter(({ severity }) => severity !== 'warning').map(({ code }) => code);
  }
}

function changed(change: (site: Site) => void): () => Site {
  return () => {
    const made = site();
    change(made);
    return made;
  };
}

function object(scope: Construct, id: string, props: ApiObjectProps): void {
  new ApiObject(scope, id, props);
}

const configMap = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'default' },
};
const database = {
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: {
    name: 'db',
    namespace: 'default',
    annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
  },
  spec: { instances: 1, storage: { size: '1Gi' } },
};

describe('a mistake in the description of a site', () => {
  it('is what all these differ in: the site itself is fine', async () => {
    expect(await codesOf(() => site())).toEqual([]);
  });

  it.each<[string, string, () => Site]>([
    ["K3s' default pod network around the site", 'address/overlap', () => site({ pods: '10.42.0.0/16' })],
    ["pods that are the metal cluster's", 'address/overlap', () => site({ pods: '10.142.0.0/16' })],
    ['services inside the site', 'address/overlap', () => site({ services: '10.42.96.0/20' })],
    ['two segments with one network', 'address/overlap', () => site({ uplink: '10.42.66.0/23' })],
    ['an API address outside its segment', 'address/outside-segment', () => site({ api: '10.42.70.120' })],
    ['an API address inside the DHCP range', 'address/claimed-twice', () => site({ api: '10.42.66.150' })],
    [
      'a server with the address of another host',
      'address/claimed-twice',
      () => site({ servers: ['10.42.66.120', '10.42.66.122', '10.42.66.123'] }),
    ],
    [
      'a pool that reaches into the DHCP range',
      'address/claimed-twice',
      () => site({ pool: '10.42.66.189-10.42.66.219' }),
    ],
    ['another AS number at one end', 'bgp/asn-mismatch', () => site({ asnSeenByNodes: 64599 })],
    [
      'an even number of servers',
      'k3s/even-servers',
      () => site({ servers: ['10.42.66.121', '10.42.66.122'] }),
    ],
    ['an unknown storage class', 'services/storage-class', () => site({ storageClass: 'rds-nmve-rwx' })],
    [
      'a kind whose CRD nobody installs',
      'flux/crd-provider-missing',
      changed(({ metal }) => object(metal.services, 'db', database)),
    ],
    [
      'an object in the layer of what installs its CRD',
      'flux/crd-before-use',
      changed(({ metal }) =>
        object(metal.infrastructure, 'auth', {
          apiVersion: 'keda.sh/v1alpha1',
          kind: 'TriggerAuthentication',
          metadata: { name: 'auth', namespace: 'default' },
          spec: {},
        }),
      ),
    ],
    [
      'layers that wait for each other',
      'flux/cycle',
      changed(({ metal }) => {
        const first = metal.layer('first');
        object(metal.layer('second', { after: [first] }), 'settings', configMap);
        // The first layer's namespace is made in the second.
        namespace(metal.layer('second'), 'blog');
        object(first, 'settings', { ...configMap, metadata: { name: 'settings', namespace: 'blog' } });
      }),
    ],
    [
      'two objects with one identity',
      'flux/identity',
      changed(({ metal }) => {
        object(metal.services, 'one', configMap);
        object(metal.infrastructure, 'two', configMap);
      }),
    ],
    [
      'a name of more than 63 characters',
      'name/too-long',
      changed(({ metal }) => void namespace(metal.services, 'n'.repeat(64))),
    ],
    [
      'a field that the kind does not have',
      'schema/invalid',
      changed(({ metal }) => object(metal.services, 'settings', { ...configMap, dataa: {} })),
    ],
    [
      'two network cards with one MAC address',
      'address/duplicate-mac',
      changed(({ metal }) => {
        declare(metal, { type: 'mac', mac: '02:00:0a:00:00:01', label: 'one' });
        declare(metal, { type: 'mac', mac: '02:00:0a:00:00:01', label: 'two' });
      }),
    ],
  ])('is one finding: %s', async (_, code, build) => {
    expect(await codesOf(build)).toEqual([code]);
  });
});
