import { Size } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { NestedControlPlane } from '../../constructs/pool/nested-control-plane.ts';
import type { NestedControlPlaneProps } from '../../constructs/pool/nested-control-plane.ts';
import { ciliumValuesOf } from '../../constructs/cluster/cilium-values.ts';
import { fluxInstance } from '../../constructs/flux/flux-instance.ts';
import { hostsOf } from '../../constructs/cluster/hosts.ts';
import { factsOf, listAt, textAt } from '../../src/model/index.ts';
import type { AccessMode, JsonObject } from '../../src/model/index.ts';
import { resolve } from '../../src/synth/resolve.ts';
import {
  chartOf,
  image,
  ofKind,
  rdsBlock,
  schemaProblems,
  servers,
  site,
  size,
  srvlab,
  storage,
} from './site.ts';
import type { Manifest } from './site.ts';

const root = { size: Size.gibibytes(100), storageClass: rdsBlock };

function controlPlane(more: Partial<NestedControlPlaneProps> = {}): readonly Manifest[] {
  return chartOf((chart) => {
    new NestedControlPlane(chart, 'control-plane', {
      cluster: srvlab,
      image,
      ...size,
      root,
      addresses: servers(121, 122, 123),
      ...more,
    });
  });
}

/** The files that a machine's cloud-init text writes at every boot, by path. */
function filesOf(objects: readonly Manifest[], machine: string): { readonly [path: string]: string } {
  const bootcmd: readonly string[] = parse(guestText(objects, machine, 'userdata')).bootcmd;
  const written = bootcmd.flatMap((text) => {
    const match = /cat > (\S+)\.new <<'END_OF_FILE'\n([\s\S]*?)END_OF_FILE\n/.exec(text);
    return match === null ? [] : [[match[1], match[2]] as const];
  });
  return Object.fromEntries(written);
}

function guestText(objects: readonly Manifest[], machine: string, key: 'userdata' | 'networkdata'): string {
  const secret = ofKind(objects, 'Secret').find(({ metadata }) => metadata.name === `${machine}-guest`);
  return textAt(secret, 'stringData', key) ?? '';
}

const VMI = ['spec', 'template', 'spec'] as const;

/** What tells machines apart: UUIDs and MAC addresses. */
function identities(objects: readonly Manifest[]): readonly (string | undefined)[] {
  return ofKind(objects, 'VirtualMachine').flatMap((vm) => [
    textAt(vm, ...VMI, 'domain', 'firmware', 'uuid'),
    ...listAt(vm, ...VMI, 'domain', 'devices', 'interfaces').map((nic) => textAt(nic, 'macAddress')),
  ]);
}

function disksOf(objects: readonly Manifest[]): readonly (string | undefined)[] {
  const [vm] = ofKind(objects, 'VirtualMachine');
  return listAt(vm, ...VMI, 'volumes').map((volume) => textAt(volume, 'name'));
}

function accessModes(block: readonly AccessMode[]): readonly unknown[] {
  const [claim] = ofKind(
    controlPlane({ root: { ...root, storageClass: { ...rdsBlock, block } } }),
    'PersistentVolumeClaim',
  );
  return listAt(claim, 'spec', 'accessModes');
}

const MANIFESTS = '/var/lib/rancher/k3s/server/manifests';

describe('the control plane', () => {
  it('emits objects that the schemas accept, with a pinned name and namespace each', async () => {
    const objects = controlPlane({
      separateNodes: 'required',
      tolerations: [{ key: 'vm', operator: 'Exists' }],
    });
    expect(await schemaProblems(objects)).toEqual([]);
    const homeless = objects.filter(({ metadata }) => metadata.namespace !== 'srvlab');
    expect(homeless.map(({ kind }) => kind)).toEqual(['Namespace']);
    expect(ofKind(objects, 'VirtualMachine').map((vm) => vm.metadata.name)).toEqual([
      'srvlab-cp-1',
      'srvlab-cp-2',
      'srvlab-cp-3',
    ]);
  });

  it('gives every machine its own address, MACs and UUID, the same in every run', () => {
    const first = identities(controlPlane());
    expect(new Set(first).size).toBe(9);
    expect(identities(controlPlane({ ...size, cpu: 4 }))).toEqual(first);
  });

  it('writes nothing of a secret into the texts of machines', () => {
    const text = JSON.stringify(ofKind(controlPlane(), 'Secret'));
    expect(text).toContain('/run/machine-secrets/k3s/token');
    expect(text).not.toMatch(/"token":|^token: /m);
  });

  it('lets one server make the cluster and the others join it', () => {
    const objects = controlPlane();
    const [first, second] = ['srvlab-cp-1', 'srvlab-cp-2'].map((name) => filesOf(objects, name));
    expect(parse(first?.['/etc/rancher/k3s/config.yaml'] ?? '')).not.toHaveProperty('server');
    expect(Object.keys(first ?? {})).toContain('/run/guest/k3s-join');
    expect(parse(second?.['/etc/rancher/k3s/config.yaml'] ?? '')).toMatchObject({
      server: 'https://10.42.66.120:6443',
      'tls-san': ['10.42.66.120'],
      'node-ip': ['10.42.66.122'],
      'cluster-dns': ['10.151.0.10'],
    });
    expect(Object.keys(second ?? {})).not.toContain('/run/guest/k3s-join');
  });

  it('boots with the Cilium values and the FluxInstance that are committed for the cluster', () => {
    const files = filesOf(controlPlane(), 'srvlab-cp-3');
    const chart = parse(files[`${MANIFESTS}/cilium.yaml`] ?? '');
    expect(parse(chart.spec.valuesContent)).toEqual(ciliumValuesOf(srvlab));
    expect(chart.spec.bootstrap).toBe(true);
    expect(parse(files[`${MANIFESTS}/flux-instance.yaml`] ?? '')).toEqual(
      fluxInstance({ cluster: 'srvlab', repository: srvlab.repository }),
    );
    expect(files[`${MANIFESTS}/kube-vip.yaml`]).toContain('v66');
  });

  it('leaves the installation of Flux to others where the repository says how it syncs', () => {
    const installed = (flux: 'instance' | 'gotk-sync'): readonly string[] =>
      Object.keys(filesOf(controlPlane({ cluster: { ...srvlab, flux } }), 'srvlab-cp-1'));
    expect(installed('instance')).toContain(`${MANIFESTS}/flux-operator.yaml`);
    expect(installed('gotk-sync').filter((path) => path.includes('flux'))).toEqual([]);
  });

  it('reaches the parent cluster by the pod network and everything else by the segment', () => {
    const { ethernets } = parse(guestText(controlPlane(), 'srvlab-cp-1', 'networkdata'));
    const [pod, nodes]: readonly JsonObject[] = Object.values(ethernets);
    expect(pod).toMatchObject({
      'dhcp4-overrides': { 'use-routes': false, 'use-dns': false },
      routes: [{ to: '10.42.69.0/24', via: '10.0.2.1' }],
    });
    expect(nodes).toMatchObject({
      'set-name': 'v66',
      addresses: ['10.42.66.121/24'],
      routes: [{ to: '0.0.0.0/0', via: '10.42.66.1' }],
    });
  });

  it('brings repository credentials on a disk only where the repository needs them', () => {
    const withSecret = controlPlane({
      cluster: {
        ...srvlab,
        repository: { ...srvlab.repository, secret: { type: 'stored', store: 'vault', key: 'git' } },
      },
    });
    expect(disksOf(withSecret)).toContain('secret-repository');
    expect(disksOf(controlPlane())).not.toContain('secret-repository');
    expect(filesOf(withSecret, 'srvlab-cp-1')[`${MANIFESTS}/flux-instance.yaml`]).toContain(
      'pullSecret: flux-repository',
    );
  });

  it('keeps disks that leave Git, and starts machines after their import', () => {
    for (const kind of ['PersistentVolumeClaim', 'Namespace']) {
      for (const { metadata } of ofKind(controlPlane(), kind)) {
        expect(metadata.annotations).toMatchObject({ 'kustomize.toolkit.fluxcd.io/prune': 'disabled' });
      }
    }
    const { app, inner } = site();
    new NestedControlPlane(inner.machines, 'control-plane', {
      cluster: inner,
      image,
      ...size,
      root,
      addresses: [inner.endpoint.segment.address('10.42.66.121')],
    });
    const { repository } = resolve(app);
    const placed = repository.clusters
      .flatMap(({ layers }) => layers.filter(({ name }) => name.startsWith('inner-')))
      .flatMap(({ name, objects }) =>
        objects.map(({ ref, component }) => `${name}/${component}/${ref.kind}`),
      );
    expect(placed.toSorted()).toEqual([
      'inner-srvlab-prepare/control-plane/ConfigMap',
      'inner-srvlab-prepare/control-plane/Job',
      'inner-srvlab-prepare/control-plane/PersistentVolumeClaim',
      'inner-srvlab-prepare/machines/ExternalSecret',
      'inner-srvlab-prepare/machines/Namespace',
      'inner-srvlab/control-plane/Secret',
      'inner-srvlab/control-plane/VirtualMachine',
    ]);
    const needs = factsOf(repository, 'needs').map(({ fact, layer }) => [layer?.name, fact.ref.kind]);
    expect(needs).toEqual([['inner-srvlab', 'Job']]);
    expect(hostsOf(inner).map(({ name, address }) => [name, address.text])).toEqual([
      ['srvlab-cp-1', '10.42.66.121'],
    ]);
    expect(factsOf(repository, 'k3s-server')).toHaveLength(1);
    expect(factsOf(repository, 'mac')).toHaveLength(2);
  });

  it.each([0, 2, 4, 9])('refuses %i servers', (count) => {
    const addresses = servers(...Array.from({ length: count }, (_, i) => 121 + i));
    expect(() => controlPlane({ addresses })).toThrow(/majority/);
  });

  it('refuses servers that the address of the API cannot reach by ARP', () => {
    expect(() => controlPlane({ addresses: [storage.address('10.42.68.5')] })).toThrow(
      /moves between the servers by ARP/,
    );
  });

  it('takes single-writer disks where the class has no other, and refuses a class without block volumes', () => {
    expect(accessModes(['ReadWriteOnce'])).toEqual(['ReadWriteOnce']);
    expect(accessModes(['ReadWriteOnce', 'ReadWriteMany'])).toEqual(['ReadWriteMany']);
    expect(() => accessModes([])).toThrow(/no raw block volumes/);
  });
});
