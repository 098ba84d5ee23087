import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart, Size } from 'cdk8s';
import type { ApiObjectProps } from 'cdk8s';
import {
  Datacenter,
  InnerCluster,
  MetalCluster,
  NestedControlPlane,
  NestedWorkerPool,
  TextFile,
  cilium,
  containerDisk,
  declare,
  fixed,
  k3s,
  keda,
  namespace,
  secret,
} from 'cdk8s-nested';
import type { Finding, Layer, NestedWorkerPoolProps, StorageClassRef } from 'cdk8s-nested';
import { synth } from 'cdk8s-nested/synth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsOf } from '../../src/cli/failure.ts';

const fast: StorageClassRef = {
  name: 'fast',
  provisioner: 'csi.example.org',
  block: ['ReadWriteMany'],
  filesystem: [],
};

const sound = {
  gateway: '10.42.66.1',
  dhcp: '10.42.66.130-10.42.66.189',
  metalPods: '10.142.0.0/16',
  pods: '10.150.0.0/16',
  services: '10.151.0.0/16',
  api: '10.42.66.120',
  version: k3s().version,
  machineImage: 'ghcr.io/example/vm-base:2026.11.1',
};

interface Mistake extends Partial<typeof sound> {
  readonly workers?: Partial<NestedWorkerPoolProps>;
  /** Adds objects to the layer of the machines. */
  readonly machines?: (layer: Layer) => void;
  /** Adds objects to the cluster. */
  readonly more?: (metal: MetalCluster) => void;
}

/** A site with one inner cluster, in which a mistake changes one value. */
function site(change: Mistake = {}): Datacenter {
  const facts = { ...sound, ...change };
  const datacenter = new Datacenter('site', {
    supernet: '10.42.64.0/18',
    repository: { url: 'https://git.example.org/flux.git' },
  });
  const vms = datacenter.segment('vms', {
    vlan: 66,
    cidr: '10.42.66.0/24',
    gateway: facts.gateway,
    bridge: 'br66',
    dhcp: facts.dhcp,
  });
  const metal = new MetalCluster(datacenter, 'metal', {
    distribution: k3s(),
    endpoint: vms.address('10.42.66.10'),
    pods: facts.metalPods,
    services: '10.143.0.0/16',
    cni: cilium(),
    machineNetworks: [vms],
    nodes: [{ name: 'one', cpu: 64, memory: Size.gibibytes(256) }],
  });
  const lab = new InnerCluster(metal, 'lab', {
    distribution: k3s(facts.version),
    endpoint: vms.address(facts.api),
    pods: facts.pods,
    services: facts.services,
    cni: cilium(),
    token: { type: 'existing', name: 'lab-k3s', reason: 'made by hand' },
  });
  const machine = {
    cluster: lab,
    image: containerDisk(facts.machineImage, { os: 'nixos' }),
    cpu: 4,
    memory: Size.gibibytes(8),
  } as const;
  new NestedControlPlane(lab.machines, 'servers', { ...machine, addresses: [vms.address('10.42.66.121')] });
  new NestedWorkerPool(lab.machines, 'workers', {
    ...machine,
    segments: [vms],
    scale: fixed(2),
    ...facts.workers,
  });
  facts.machines?.(lab.machines);
  facts.more?.(metal);
  return datacenter;
}

/** A manifest that nobody typed, as it comes from a chart or a copy. */
function raw(scope: ConstructorParameters<typeof ApiObject>[0], props: ApiObjectProps): void {
  new ApiObject(scope, `${props.kind}-${props.metadata?.name}`, props);
}

/** A set of machines without a construct; `spec` and `devices` are added to a sound one. */
function replicaSet(scope: Layer, spec: object, devices: object = {}, volumes: readonly object[] = []): void {
  const labels = { app: 'set' };
  raw(scope, {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstanceReplicaSet',
    metadata: { name: 'set', namespace: 'lab' },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { generateName: 'set-', labels },
        spec: {
          domain: {
            memory: { guest: '1Gi' },
            devices: {
              interfaces: [{ name: 'default', masquerade: {} }],
              disks: volumes.map((_, i) => ({ name: `disk-${i}`, disk: { bus: 'virtio' } })),
              ...devices,
            },
          },
          networks: [{ name: 'default', pod: {} }],
          volumes: volumes.map((volume, i) => ({ name: `disk-${i}`, ...volume })),
          ...spec,
        },
      },
    },
  });
}

const configMap = (name: string): ApiObjectProps => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default' },
});

let out: string;
let before: string;
beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), 'bad-input-'));
  await synth(site(), { out });
  writeFileSync(join(out, 'notes.txt'), 'of somebody else');
  before = fingerprint();
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** Every byte and every time of change of the output folder. */
function fingerprint(): string {
  const paths = readdirSync(out, { recursive: true, encoding: 'utf8' }).toSorted();
  return paths
    .map((path) => {
      const stat = statSync(join(out, path));
      return `${path} ${stat.mtimeMs} ${stat.isFile() ? readFileSync(join(out, path), 'utf8') : ''}`;
    })
    .join('\n');
}

/** Everything that a run finds, errors and warnings. */
async function findingsIn(build: () => Datacenter): Promise<readonly Finding[]> {
  try {
    return (await synth(build(), { out })).findings;
  } catch (error) {
    const found = findingsOf(error);
    if (found === undefined) throw error;
    return found.findings;
  }
}

describe('the site in which each of these makes one mistake', () => {
  it('is sound', async () => {
    expect(await findingsIn(() => site())).toEqual([]);
  });
});

describe('one mistake is one finding, and the output folder stays as it is', () => {
  it.for<[string, string, () => Datacenter]>([
    ['an inner pod network inside the site', 'address/overlap', () => site({ pods: '10.42.100.0/22' })],
    [
      'pods and services of a cluster in one another',
      'address/overlap',
      () => site({ services: '10.150.64.0/18' }),
    ],
    [
      "K3s' default pod network for the metal cluster",
      'address/overlap',
      () => site({ metalPods: '10.42.0.0/16' }),
    ],
    ['a network with host bits', 'address/malformed', () => site({ pods: '10.150.0.1/16' })],
    ['a gateway outside of its segment', 'address/outside-segment', () => site({ gateway: '10.42.67.1' })],
    [
      'a DHCP range that runs backwards',
      'address/malformed',
      () => site({ dhcp: '10.42.66.189-10.42.66.130' }),
    ],
    [
      'a DHCP range outside of its segment',
      'address/outside-segment',
      () => site({ dhcp: '10.42.67.130-10.42.67.189' }),
    ],
    ['the API on the address of the gateway', 'address/claimed-twice', () => site({ api: '10.42.66.1' })],
    ['a K3s release that is none', 'version/malformed', () => site({ version: 'latest' })],
    [
      'more machines than the DHCP range has addresses',
      'address/dhcp-room',
      () => site({ workers: { scale: fixed(61) } }),
    ],
    [
      'a set of equal machines with a disk',
      'pool/root-in-replica-set',
      () => site({ workers: { root: { size: Size.gibibytes(20), storageClass: fast } } }),
    ],
    ['a pool with no scale', 'pool/no-scale', () => site({ workers: { scale: undefined } })],
    [
      'a pool whose least is more than its most',
      'scale/bounds',
      () => site({ workers: { scale: keda({ min: 3, max: 2, triggers: [] }) } }),
    ],
    [
      'a set with a claim that all its machines would write to',
      'kubevirt/replicated-disk',
      () =>
        site({
          machines: (layer) => {
            replicaSet(layer, {}, {}, [{ persistentVolumeClaim: { claimName: 'disk' } }]);
            const ref = { group: '', kind: 'PersistentVolumeClaim', namespace: 'lab', name: 'disk' };
            declare(layer, { type: 'external', ref, reason: 'made by hand' });
          },
        }),
    ],
    [
      'a set with a MAC address that all its machines would have',
      'kubevirt/replicated-identity',
      () =>
        site({
          machines: (layer) =>
            replicaSet(
              layer,
              {},
              {
                interfaces: [{ name: 'default', masquerade: {}, macAddress: '02:00:00:00:00:01' }],
              },
            ),
        }),
    ],
    [
      'inline cloud-init above 2,048 bytes',
      'kubevirt/cloud-init-size',
      () =>
        site({
          machines: (layer) =>
            replicaSet(layer, {}, {}, [
              { cloudInitNoCloud: { userData: `#cloud-config\nhostname: ${'x'.repeat(2048)}\n` } },
            ]),
        }),
    ],
    [
      'a Secret in plain text',
      'secret/plaintext',
      () =>
        site({
          more: ({ services }) =>
            raw(services, {
              apiVersion: 'v1',
              kind: 'Secret',
              metadata: { name: 'password', namespace: 'default' },
              stringData: { password: 'hunter2' },
            }),
        }),
    ],
    [
      'a machine image without a release',
      'image/unpinned',
      () => site({ workers: { image: containerDisk('ghcr.io/example/vm-base:latest') } }),
    ],
    ...(['no-such-file.yaml', 'README.md'] as const).map((file): [string, string, () => Datacenter] => [
      `a SOPS file that is none: ${file}`,
      'secret/sops-file',
      () =>
        site({
          more: ({ services }) =>
            void secret(services, 'x', { name: 'x', namespace: 'default', source: { type: 'sops', file } }),
        }),
    ]),
    [
      'a machine image that is no reference',
      'image/malformed',
      () => site({ machineImage: 'ghcr.io/Example/vm base' }),
    ],
    [
      'two objects with one identity in one folder',
      'flux/identity',
      () =>
        site({
          more: ({ services }) => {
            raw(services, configMap('settings'));
            new ApiObject(services, 'again', configMap('settings'));
          },
        }),
    ],
    [
      'a kind that nobody knows',
      'schema/unknown-kind',
      () =>
        site({
          more: ({ services }) =>
            raw(services, {
              apiVersion: 'example.org/v1',
              kind: 'Boat',
              metadata: { name: 'boat', namespace: 'default' },
            }),
        }),
    ],
    [
      'an object without a namespace',
      'flux/namespace-scope',
      () =>
        site({
          more: ({ services }) => raw(services, { ...configMap('settings'), metadata: { name: 'settings' } }),
        }),
    ],
    [
      'an object in a namespace that nobody makes',
      'flux/namespace-unknown',
      () =>
        site({
          more: ({ services }) =>
            raw(services, { ...configMap('settings'), metadata: { name: 'settings', namespace: 'nowhere' } }),
        }),
    ],
    [
      'a name that Kubernetes refuses',
      'name/characters',
      () => site({ more: ({ services }) => void namespace(services, 'My_Blog') }),
    ],
    [
      'an object outside of every layer',
      'flux/outside-layer',
      () => {
        const datacenter = site();
        raw(new Chart(datacenter, 'chart'), configMap('settings'));
        return datacenter;
      },
    ],
    [
      'a text file where Flux looks',
      'out/reserved-path',
      () => site({ more: (metal) => void new TextFile(metal, 'x', { path: 'manifests/x.txt', text: '' }) }),
    ],
    [
      'a text file outside of the output folder',
      'out/escapes',
      () => site({ more: (metal) => void new TextFile(metal, 'x', { path: '../x.txt', text: '' }) }),
    ],
    [
      "a text file in the place of somebody else's",
      'out/foreign-file',
      () => site({ more: (metal) => void new TextFile(metal, 'x', { path: 'notes.txt', text: '' }) }),
    ],
  ])('%s', async ([, code, build]) => {
    const findings = await findingsIn(build);
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    expect(findings.filter(({ got, expected: wanted, fix }) => !got || !wanted || !fix)).toEqual([]);
    expect(fingerprint()).toBe(before);
  });
});
