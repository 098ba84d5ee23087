import { App, Size } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Datacenter } from '../../constructs/cluster/datacenter.ts';
import { cilium, k3s } from '../../constructs/cluster/nested-cluster.ts';
import { InnerCluster } from '../../constructs/cluster/inner-cluster.ts';
import { containerDisk } from '../../constructs/image/machine-image.ts';
import { MetalCluster } from '../../constructs/metal/metal-cluster.ts';
import type { MetalClusterProps } from '../../constructs/metal/metal-cluster.ts';
import { FirewallRouterVM } from '../../constructs/router/firewall-router-vm.ts';
import { bgpRules } from '../../src/checks/bgp/index.ts';
import { factsOf, objectsOf } from '../../src/model/index.ts';
import { loadSchemas } from '../../src/schema/index.ts';
import { computeEdges } from '../../src/synth/edges.ts';
import { resolve } from '../../src/synth/resolve.ts';

function site(more: Partial<MetalClusterProps> = {}): {
  app: App;
  metal: MetalCluster;
  srvlab: InnerCluster;
} {
  const whiskey = new Datacenter('whiskey', {
    supernet: '10.42.64.0/18',
    repository: { url: 'https://git.whiskey.works/whiskey/flux-repo.git' },
  });
  const vms = whiskey.segment('vms', {
    vlan: 66,
    cidr: '10.42.66.0/24',
    gateway: '10.42.66.1',
    bridge: 'br66',
    dhcp: '10.42.66.130-10.42.66.189',
  });
  const uplink = whiskey.segment('uplink', { vlan: 67, cidr: '10.42.67.0/24', bridge: 'br67' });
  const lbs = whiskey.segment('lbs', { vlan: 69, cidr: '10.42.69.0/24' });
  const rds = whiskey.router('rds', { asn: 65400, addresses: [uplink.address('10.42.67.1')] });
  const firewall = whiskey.router('firewall-os', {
    asn: 64515,
    addresses: [vms.address('10.42.66.1'), uplink.address('10.42.67.201')],
  });
  const vault = whiskey.secretStore('vault', {
    provider: { vault: { server: 'https://vault.whiskey.works', path: 'kv', version: 'v2' } },
  } as never);
  const metal = new MetalCluster(whiskey, 'metal', {
    distribution: k3s(),
    endpoint: uplink.address('10.42.67.10'),
    pods: '10.142.0.0/16',
    services: '10.143.0.0/16',
    cni: cilium({ asn: 64514, peers: [rds], loadBalancers: lbs.range('10.42.69.0/24') }),
    nodes: [
      { name: 'dpu-1', architecture: 'arm64', role: 'control-plane', cpu: 8, memory: Size.gibibytes(16) },
      { name: 'r640', cpu: 64, memory: Size.gibibytes(256) },
      { name: 'r740xd', cpu: 64, memory: Size.gibibytes(256) },
    ],
    machineNetworks: [vms, uplink],
    secrets: [vault],
    ...more,
  });
  const srvlab = new InnerCluster(metal, 'srvlab', {
    distribution: k3s(),
    endpoint: vms.address('10.42.66.120'),
    pods: '10.150.0.0/16',
    services: '10.151.0.0/16',
    cni: cilium({
      asn: 64516,
      peers: [firewall],
      loadBalancers: vms.range('10.42.66.200-10.42.66.219'),
    }),
    token: vault.secret('srvlab'),
  });
  new FirewallRouterVM(metal.layer('router'), 'firewall-os', {
    router: firewall,
    image: containerDisk('ghcr.io/whiskey/firewall-os:2026.08.1'),
    inside: vms.address('10.42.66.1'),
    outside: uplink.address('10.42.67.201'),
    upstream: [rds],
    clusters: [srvlab],
    nameservers: ['10.42.64.1'],
  });
  return { app: whiskey, metal, srvlab };
}

describe('the metal cluster', () => {
  it('emits only objects that the pinned schemas accept, all with names that no path shows in', async () => {
    const { repository, findings } = resolve(site().app);
    expect(findings).toEqual([]);
    const objects = objectsOf(repository).map(({ manifest }) => manifest);
    const schemas = await loadSchemas();
    await schemas.prepare(objects);
    expect(
      objects.flatMap((object) => schemas.validate(object).map((problem) => [object.kind, problem])),
    ).toEqual([]);
    for (const object of objects) expect(object.metadata.name).not.toMatch(/c8[0-9a-f]{6}/);
  });

  it('puts operators before their objects, and those before the machines', async () => {
    const { repository } = resolve(site().app);
    const edges = computeEdges(repository, await loadSchemas());
    expect(edges.cycles).toEqual([]);
    const before = (layer: string): ReadonlySet<string> => edges.before('metal', layer);
    expect(before('infrastructure-config')).toContain('infrastructure');
    expect(before('router')).toContain('infrastructure-config');
    expect(before('infrastructure')).not.toContain('infrastructure-config');
  });

  it('waits for KubeVirt itself before machines, not only for its operator', async () => {
    const { repository } = resolve(site().app);
    const edges = computeEdges(repository, await loadSchemas());
    const reasons = edges.all.filter(
      ({ from, to }) => from.name === 'router' && to.name === 'infrastructure-config',
    );
    const gates = reasons.flatMap((edge) => edge.gates.map(({ kind, name }) => `${kind} ${name}`));
    expect(gates).toContain('KubeVirt kubevirt');
    expect(gates).toContain('CustomResourceDefinition virtualmachines.kubevirt.io');
  });

  it('knows a provider for every CRD that its objects need', async () => {
    const { repository } = resolve(site().app);
    const schemas = await loadSchemas();
    const provided = new Set(factsOf(repository, 'crds').flatMap(({ fact }) => fact.crds));
    const needed = objectsOf(repository)
      .filter(({ cluster }) => cluster === 'metal')
      .map(({ manifest }) => schemas.kindOf(manifest.apiVersion, manifest.kind)?.crd)
      .filter((crd) => crd !== undefined);
    for (const crd of needed) {
      expect(
        [crd, `*.${crd.slice(crd.indexOf('.') + 1)}`].some((name) => provided.has(name)),
        crd,
      ).toBe(true);
    }
  });

  it('describes a chain of BGP sessions that passes every rule', () => {
    const { repository } = resolve(site().app);
    const context = {} as never;
    for (const rule of Object.values(bgpRules)) {
      expect(
        [...rule.validate(repository, context)].map(({ code, message, got }) => [code, message, got]),
      ).toEqual([]);
    }
  });

  it('gives Cilium what Multus and KubeVirt need beside it', () => {
    const { repository } = resolve(site().app);
    const release = objectsOf(repository).find(
      ({ id, cluster }) => cluster === 'metal' && id.endsWith('kube-system/cilium'),
    );
    expect((release?.manifest as any).spec.values).toMatchObject({
      kubeProxyReplacement: true,
      cni: { exclusive: false },
      socketLB: { hostNamespaceOnly: true },
      bgpControlPlane: { enabled: true },
    });
  });

  it('leaves out what is not asked for', () => {
    const { repository } = resolve(site({ cdi: false, keda: false, secrets: [], machineNetworks: [] }).app);
    const kinds = new Set(
      objectsOf(repository).map(({ manifest }) => `${manifest.kind} ${manifest.metadata.name}`),
    );
    for (const absent of [
      'CDI cdi',
      'HelmRelease keda',
      'HelmRelease external-secrets',
      'Namespace vm-networks',
    ]) {
      expect(kinds).not.toContain(absent);
    }
    expect(kinds).toContain('KubeVirt kubevirt');
  });

  it('asks which architecture VMs have when the workers differ', () => {
    const nodes: MetalClusterProps['nodes'] = [
      { name: 'a', architecture: 'arm64', cpu: 8, memory: Size.gibibytes(16) },
      { name: 'b', architecture: 'amd64', cpu: 8, memory: Size.gibibytes(16) },
    ];
    expect(() => site({ nodes })).toThrow(/workers of amd64 and arm64/);
    expect(() => site({ nodes, machineArchitecture: 'amd64' })).not.toThrow();
  });

  it('writes the hosts’ files from the facts that the objects are made from', () => {
    const { repository, texts } = resolve(site({ hosts: { uplink: 'bond0' } }).app);
    const text = (path: string): string => texts.find((file) => file.path === `hosts/metal/${path}`)!.text;
    expect(parse(text('k3s-server.yaml'))).toMatchObject({
      'cluster-cidr': ['10.142.0.0/16'],
      'service-cidr': ['10.143.0.0/16'],
      'cluster-dns': ['10.143.0.10'],
      'tls-san': ['10.42.67.10'],
      'flannel-backend': 'none',
    });
    for (const bridge of ['br66', 'br67']) expect(text('kubevirt-host.nix')).toContain(bridge);
    expect(text('CHECKLIST.md')).toContain(
      'router `rds` (AS 65400) accepts sessions of `metal` (AS 64514) from 10.42.67.0/24',
    );

    const release = objectsOf(repository).find(
      ({ id, cluster }) => cluster === 'metal' && id.endsWith('kube-system/cilium'),
    );
    const bootstrap = parse(text('server-manifests/cilium.yaml'));
    expect(parse(bootstrap.spec.valuesContent)).toEqual((release?.manifest as any).spec.values);
    expect(bootstrap.spec.version).toBe((release?.manifest as any).spec.chart.spec.version);
  });

  it('says nothing of host cabling that it was not told', () => {
    const paths = resolve(site().app).texts.map(({ path }) => path);
    expect(paths).not.toContain('hosts/metal/kubevirt-host.nix');
    expect(paths).toContain('hosts/metal/k3s-server.yaml');
  });
});
