import { Size } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { NestedWorkerPool } from '../../constructs/pool/nested-worker-pool.ts';
import type { NestedWorkerPoolProps } from '../../constructs/pool/nested-worker-pool.ts';
import { fixed, keda } from '../../constructs/pool/scale.ts';
import { cron } from '../../constructs/pool/trigger.ts';
import { at, factsOf, listAt, textAt } from '../../src/model/index.ts';
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
  vms,
} from './site.ts';
import type { Manifest } from './site.ts';

const root = { size: Size.gibibytes(50), storageClass: rdsBlock };
const nightly = keda({
  min: 1,
  max: 5,
  triggers: [cron({ timezone: 'America/New_York', start: '0 8 * * *', end: '0 20 * * *', replicas: 3 })],
});

function pool(more: Partial<NestedWorkerPoolProps> = {}): readonly Manifest[] {
  return chartOf((chart) => {
    new NestedWorkerPool(chart, 'workers', {
      cluster: srvlab,
      image,
      ...size,
      segments: [vms, storage],
      ...more,
    });
  });
}

/** Every key of a value at any depth. */
function keysOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}

const sets: readonly (readonly [string, Partial<NestedWorkerPoolProps>])[] = [
  ['a replica set', { scale: nightly }],
  ['a pool with disks', { set: 'pool', scale: fixed(2), root }],
  ['a pool without disks', { set: 'pool', scale: nightly }],
  ['machines', { set: 'machines', addresses: servers(125, 126), root }],
  [
    'machines with GPUs and CPUs of their own',
    {
      set: 'machines',
      addresses: servers(125),
      gpus: [{ deviceName: 'nvidia.com/GV100GL' }],
      cpu: { cores: 4, threads: 2, dedicated: true, isolateEmulatorThread: true, numa: true },
      hugepages: '1Gi',
      nodeLabels: { gpu: 'v100' },
      nodeTaints: ['gpu=v100:NoSchedule'],
    },
  ],
];

describe.each(sets)('%s', (_, props) => {
  it('is accepted by the schemas', async () => expect(await schemaProblems(pool(props))).toEqual([]));

  it('joins the cluster by its address, with the token from a disk', () => {
    const guests = ofKind(pool(props), 'Secret');
    expect(guests.length).toBeGreaterThan(0);
    for (const guest of guests) {
      expect(textAt(guest, 'stringData', 'userdata')).toContain('server: https://10.42.66.120:6443');
      expect(textAt(guest, 'stringData', 'userdata')).toContain('token-file: /run/machine-secrets/k3s/token');
      expect(textAt(guest, 'stringData', 'userdata')).toContain(
        'ExecStart=/run/current-system/sw/bin/k3s agent',
      );
    }
  });
});

describe('machines of a set', () => {
  it('share nothing that must be unique', () => {
    for (const set of ['replicaSet', 'pool'] as const) {
      const keys = keysOf(pool({ set, scale: fixed(3) }));
      for (const key of [
        'macAddress',
        'firmware',
        'uuid',
        'serialNumber',
        'hostname',
        'persistentVolumeClaim',
      ]) {
        expect(keys).not.toContain(key);
      }
    }
  });

  it('take name and address from outside, and tell cards apart by position', () => {
    const secret = ofKind(pool({ scale: nightly }), 'Secret')[0];
    const { ethernets } = parse(textAt(secret, 'stringData', 'networkdata') ?? '');
    expect(ethernets.eno2).toEqual({ dhcp4: true, dhcp6: false });
    expect(ethernets.eno1['dhcp4-overrides']).toEqual({ 'use-routes': false, 'use-dns': false });
    expect(ethernets.eno3.mtu).toBe(9000);
    expect(parse(textAt(secret, 'stringData', 'userdata') ?? '')).not.toHaveProperty('hostname');
    const [set] = ofKind(pool({ scale: nightly }), 'VirtualMachineInstanceReplicaSet');
    const cards = listAt(set, 'spec', 'template', 'spec', 'domain', 'devices', 'interfaces');
    expect(cards.map((card) => at(card, 'acpiIndex'))).toEqual([1, 2, 3]);
  });

  it('find their cards by order on ARM, which has no ACPI index', () => {
    const objects = pool({ scale: nightly, image: { ...image, architecture: 'arm64' } });
    expect(keysOf(objects)).not.toContain('acpiIndex');
    expect(
      Object.keys(parse(textAt(ofKind(objects, 'Secret')[0], 'stringData', 'networkdata') ?? '').ethernets),
    ).toEqual(['enp1s0', 'enp2s0', 'enp3s0']);
  });

  it('get names with a hyphen', () => {
    const [set] = ofKind(pool({ scale: nightly }), 'VirtualMachineInstanceReplicaSet');
    expect(at(set, 'spec', 'template', 'metadata', 'generateName')).toBe('srvlab-workers-');
    expect(at(set, 'spec', 'selector')).toEqual({
      matchLabels: { 'app.kubernetes.io/name': 'srvlab-workers' },
    });
    expect(at(set, 'spec', 'template', 'metadata', 'labels')).toMatchObject({
      'app.kubernetes.io/name': 'srvlab-workers',
    });
  });

  it('have a disk each in a pool, by the name that KubeVirt numbers', () => {
    const [set] = ofKind(pool({ set: 'pool', scale: fixed(2), root }), 'VirtualMachinePool');
    const spec = at(set, 'spec', 'virtualMachineTemplate', 'spec');
    expect(at(spec, 'template', 'spec', 'volumes', 0, 'dataVolume', 'name')).toBe('srvlab-workers-root');
    expect(at(spec, 'dataVolumeTemplates', 0, 'metadata', 'name')).toBe('srvlab-workers-root');
    expect(at(spec, 'template', 'spec', 'evictionStrategy')).toBe('LiveMigrateIfPossible');
  });
});

describe('the number of machines', () => {
  it.each(['replicaSet', 'pool'] as const)('is left to KEDA for a %s that KEDA scales', (set) => {
    const objects = pool({ set, scale: nightly });
    const target = objects.find(({ kind }) => kind.startsWith('VirtualMachine'));
    const [scaler] = ofKind(objects, 'ScaledObject');
    expect(at(target, 'spec')).not.toHaveProperty('replicas');
    expect(at(scaler, 'spec', 'scaleTargetRef')).toEqual({
      apiVersion: target?.apiVersion,
      kind: target?.kind,
      name: target?.metadata.name,
    });
    expect(scaler?.metadata.namespace).toBe(target?.metadata.namespace);
  });

  it('is written where it is fixed, and no autoscaler with it', () => {
    const objects = pool({ scale: fixed(0) });
    expect(at(ofKind(objects, 'VirtualMachineInstanceReplicaSet')[0], 'spec', 'replicas')).toBe(0);
    expect(ofKind(objects, 'ScaledObject')).toEqual([]);
  });

  it('is told to the checks at its most, with a gate on machines that are ready', () => {
    const { app, inner, vms: nodes } = site();
    new NestedWorkerPool(inner.machines, 'workers', {
      cluster: inner,
      image,
      ...size,
      segments: [nodes],
      scale: nightly,
    });
    const { repository } = resolve(app);
    expect(factsOf(repository, 'dhcp-clients').map(({ fact }) => [fact.segment.name, fact.count])).toEqual([
      ['vms', 5],
    ]);
    const [gate] = factsOf(repository, 'gate').filter(({ fact }) => fact.ref.kind.endsWith('ReplicaSet'));
    expect(gate?.fact.current).toContain('status.readyReplicas');
  });
});

describe('a pool refuses', () => {
  const noDhcp = storage;
  it.each<readonly [string, Partial<NestedWorkerPoolProps>, RegExp]>([
    ['a disk in a replica set', { scale: fixed(1), root }, /would write to the same disk/],
    ['no number', {}, /how many machines/],
    [
      'a number for machines with addresses',
      { set: 'machines', addresses: servers(125), scale: fixed(1) },
      /no scale/,
    ],
    ['machines without addresses', { set: 'machines' }, /without addresses/],
    ['addresses in a set', { scale: fixed(1), addresses: servers(125) }, /by DHCP/],
    ['a segment without DHCP for a set', { scale: fixed(1), segments: [noDhcp] }, /no way out/],
    ['no segment', { scale: fixed(1), segments: [] }, /no segment/],
    [
      'an address of another segment',
      { set: 'machines', addresses: [noDhcp.address('10.42.68.9')] },
      /not in the nodes' network/,
    ],
    ['a name without room for KubeVirt', { scale: fixed(1), name: 'a'.repeat(58) }, /57 characters/],
    ['a name without room for KEDA', { scale: nightly, name: 'a'.repeat(55) }, /keda-hpa-NAME/],
    [
      'memory that is no whole number of pages',
      { scale: fixed(1), memory: Size.mebibytes(1500), hugepages: '1Gi' },
      /multiple of 1Gi/,
    ],
    ['three threads', { scale: fixed(1), cpu: { cores: 1, threads: 3 } }, /threads from 1 to 2/],
    [
      'NUMA without its conditions',
      { scale: fixed(1), cpu: { cores: 1, numa: true } },
      /dedicated and hugepages/,
    ],
  ])('%s', (_, props, message) => expect(() => pool(props)).toThrow(message));
});
