import { ApiObject, Size } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { MetalClusterProps } from '../../constructs/metal/metal-cluster.ts';
import { Addon } from '../../constructs/services/addon.ts';
import type { AddonContext } from '../../constructs/services/addon.ts';
import { bgpRules } from '../../src/checks/bgp/index.ts';
import { factsOf, objectsOf } from '../../src/model/index.ts';
import type { Repository } from '../../src/model/index.ts';
import { loadSchemas } from '../../src/schema/index.ts';
import { computeEdges } from '../../src/synth/edges.ts';
import { resolve } from '../../src/synth/resolve.ts';
import { site } from './site.ts';

/** The HelmRelease as Flux gets it; plain JSON of any shape. */
function ciliumRelease(repository: Repository): ReturnType<typeof JSON.parse> {
  const found = objectsOf(repository).find(
    ({ ref, cluster }) => cluster === 'metal' && ref.kind === 'HelmRelease' && ref.name === 'cilium',
  );
  return JSON.parse(JSON.stringify(found?.manifest));
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
      const names = [crd, `*.${crd.slice(crd.indexOf('.') + 1)}`];
      expect(names.filter((name) => provided.has(name))).not.toEqual([]);
    }
  });

  it('describes a chain of BGP sessions that passes every rule', async () => {
    const { repository } = resolve(site().app);
    const schemas = await loadSchemas();
    const context = { schemas, graph: computeEdges(repository, schemas) };
    for (const rule of Object.values(bgpRules)) {
      expect(
        [...rule.validate(repository, context)].map(({ code, message, got }) => [code, message, got]),
      ).toEqual([]);
    }
  });

  it('gives Cilium what Multus and KubeVirt need beside it', () => {
    const { repository } = resolve(site().app);
    const release = ciliumRelease(repository);
    expect(release.spec.values).toMatchObject({
      kubeProxyReplacement: true,
      cni: { exclusive: false },
      socketLB: { hostNamespaceOnly: true },
      bgpControlPlane: { enabled: true },
    });
  });

  it('names the bridge that nodes have their address on, which Cilium would not find', () => {
    const devices = (app: ReturnType<typeof site>['app']): unknown =>
      ciliumRelease(resolve(app).repository).spec.values.devices;
    expect(devices(site().app)).toEqual(['br67', 'v67']);
    expect(devices(site({ machineNetworks: [] }).app)).toBeUndefined();
    expect(devices(site({ devices: ['bond0'] }).app)).toEqual(['bond0']);
  });

  it('keeps its Flux when the entry leaves Git', () => {
    const [flux] = objectsOf(resolve(site().app).repository).filter(({ ref }) => ref.kind === 'FluxInstance');
    expect(flux?.manifest.metadata.annotations).toEqual({ 'kustomize.toolkit.fluxcd.io/prune': 'disabled' });
  });

  it('takes Cilium from the controller that K3s installed it with', () => {
    const charts = objectsOf(resolve(site().app).repository).filter(({ ref }) => ref.kind === 'HelmChart');
    expect(charts.map(({ ref, manifest }) => [ref.name, manifest.metadata.annotations])).toEqual([
      ['cilium', expect.objectContaining({ 'helmcharts.helm.cattle.io/unmanaged': 'true' })],
    ]);
  });

  it('lets the frames of bridged VLANs pass Cilium only where there are any', () => {
    const bpf = (app: ReturnType<typeof site>['app']): unknown =>
      ciliumRelease(resolve(app).repository).spec.values.bpf;
    expect(bpf(site().app)).toEqual({ masquerade: true, vlanBypass: [0] });
    expect(bpf(site({ machineNetworks: [] }).app)).toEqual({ masquerade: true });
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

    const release = ciliumRelease(repository);
    const bootstrap = parse(text('server-manifests/cilium.yaml'));
    expect(parse(bootstrap.spec.valuesContent)).toEqual(release.spec.values);
    expect(bootstrap.spec.version).toBe(release.spec.chart.spec.version);
  });

  it('says nothing of host cabling that it was not told', () => {
    const paths = resolve(site().app).texts.map(({ path }) => path);
    expect(paths).not.toContain('hosts/metal/kubevirt-host.nix');
    expect(paths).toContain('hosts/metal/k3s-server.yaml');
  });

  it('installs add-ons of anybody, and tells them what the cluster has', () => {
    class Probe extends Addon {
      readonly name = 'probe';
      install(context: AddonContext): void {
        new ApiObject(context.place('services'), 'config', {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { namespace: context.namespace(), name: context.cluster },
          data: { store: context.platform.stores?.[0]?.name },
        });
      }
    }
    const { repository } = resolve(site({ addons: [new Probe()] }).app);
    const found = objectsOf(repository).find(({ ref }) => ref.kind === 'ConfigMap');
    expect(found?.manifest).toMatchObject({
      metadata: { namespace: 'probe', name: 'metal' },
      data: { store: 'vault' },
    });
    expect(found?.layer.name).toBe('services');
  });
});
