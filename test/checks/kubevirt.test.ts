import { describe, expect, it } from 'vitest';
import { kubevirtRules } from '../../src/checks/kubevirt/index.ts';
import type { Repository } from '../../src/model/index.ts';
import {
  claim,
  importJob,
  kubeVirt,
  machineOn,
  machineOnDisk,
  machineWith,
  metal,
  network,
  pool,
  replicaSet,
  virtualMachine,
  vms,
} from '../invalid/valid-base.ts';
import type { Manifest } from '../invalid/valid-base.ts';
import { findingsOf } from './context.ts';

type Code = keyof typeof kubevirtRules;

const DISK = 'spec.template.spec.domain.devices.disks[0]';
const CARD = 'spec.template.spec.domain.devices.interfaces[0]';
const POOL = 'spec.virtualMachineTemplate.spec.template.spec';
const segments = [{ type: 'dhcp-clients', segment: vms, count: 0, label: 'none' }] as const;

const machine = (edit: (spec: Manifest) => void): Repository => metal([machineWith(edit)]);
const disk = (edit: (disk: Manifest) => void): Repository =>
  machine((spec) => edit(spec.domain.devices.disks[0]));
const card = (edit: (card: Manifest) => void): Repository =>
  machine((spec) => edit(spec.domain.devices.interfaces[0]));
const gates = (...featureGates: readonly string[]): Manifest =>
  kubeVirt({ developerConfiguration: { featureGates } });
const inline = (source: Manifest): Repository =>
  machine((spec) => (spec.volumes[1].cloudInitNoCloud = source));
const migrating = (edit: (spec: Manifest) => void): Repository =>
  machine((spec) => {
    spec.evictionStrategy = 'LiveMigrate';
    edit(spec);
  });
const withDisk = (spec: Manifest): Repository =>
  metal([
    virtualMachine((vm) => {
      const { volumes, domain } = vm.spec.template.spec;
      volumes.push({ name: 'data', dataVolume: { name: 'data' } });
      domain.devices.disks.push({ name: 'data' });
      vm.spec.dataVolumeTemplates = [{ metadata: { name: 'data' }, spec }];
    }),
  ]);

/** Per case: what is described, the repository, and the fields that the rule must complain about. */
const cases: readonly (readonly [
  code: Code,
  what: string,
  repository: Repository,
  fields?: readonly string[],
])[] = [
  [
    'kubevirt/volume-source',
    'a volume without a source',
    machine((spec) => delete spec.volumes[0].containerDisk),
    ['spec.template.spec.volumes[0]'],
  ],
  [
    'kubevirt/disk-volume',
    'a disk without a volume',
    machine((spec) => spec.domain.devices.disks.push({ name: 'data' })),
    ['spec.template.spec.domain.devices.disks[2].name'],
  ],
  [
    'kubevirt/disk-volume',
    'an empty CD drive',
    machine((spec) => spec.domain.devices.disks.push({ name: 'cd', cdrom: { bus: 'sata' } })),
  ],
  ['kubevirt/disk-target', 'two targets', disk((one) => (one.cdrom = { bus: 'sata' })), [DISK]],
  [
    'kubevirt/disk-target',
    'a CD drive on virtio',
    disk((one) => {
      delete one.disk;
      one.cdrom = { bus: 'virtio' };
    }),
    [`${DISK}.cdrom.bus`],
  ],
  [
    'kubevirt/disk-target',
    'a container image as a lun',
    disk((one) => {
      delete one.disk;
      one.lun = { bus: 'scsi' };
    }),
    [`${DISK}.lun`],
  ],
  [
    'kubevirt/disk-target',
    'a claim as a lun',
    metal([
      claim('root'),
      machineOnDisk((spec) => (spec.domain.devices.disks[0] = { name: 'root', lun: { bus: 'scsi' } })),
    ]),
  ],
  [
    'kubevirt/disk-options',
    'every option as it should be',
    disk((one) =>
      Object.assign(one, {
        serial: 'root_1.2+3',
        cache: 'none',
        io: 'native',
        dedicatedIOThread: true,
        disk: { bus: 'virtio', pciAddress: '0000:01:00.0' },
      }),
    ),
  ],
  [
    'kubevirt/disk-options',
    'an I/O thread on sata',
    disk((one) => Object.assign(one, { dedicatedIOThread: true, disk: { bus: 'sata' } })),
    [`${DISK}.dedicatedIOThread`],
  ],
  [
    'kubevirt/disk-options',
    'a serial number with a space',
    disk((one) => (one.serial = 'a b')),
    [`${DISK}.serial`],
  ],
  ['kubevirt/boot-order', 'a boot order from 0', disk((one) => (one.bootOrder = 0)), [`${DISK}.bootOrder`]],
  [
    'kubevirt/boot-order',
    'two places in the boot order',
    machine((spec) => {
      spec.domain.devices.disks[0].bootOrder = 1;
      spec.domain.devices.interfaces[0].bootOrder = 2;
    }),
  ],
  [
    'kubevirt/cloud-init-size',
    'exactly 2048 bytes',
    inline({ userData: `#cloud-config\n${'#'.repeat(2034)}` }),
  ],
  [
    'kubevirt/cloud-init-size',
    '2049 bytes',
    inline({ userData: `#cloud-config\n${'#'.repeat(2035)}` }),
    ['spec.template.spec.volumes[1].cloudInitNoCloud.userData'],
  ],
  [
    'kubevirt/cloud-init-size',
    '2048 bytes that are longer in base64',
    inline({ userDataBase64: Buffer.alloc(2048, 35).toString('base64') }),
  ],
  [
    'kubevirt/cloud-init-size',
    'a long network configuration',
    inline({ userData: '#cloud-config\n', networkDataBase64: Buffer.alloc(2049, 35).toString('base64') }),
    ['spec.template.spec.volumes[1].cloudInitNoCloud.networkDataBase64'],
  ],
  [
    'kubevirt/cloud-init-source',
    'a Secret and a network configuration',
    inline({ secretRef: { name: 'guest' }, networkData: 'version: 2\n' }),
  ],
  ['kubevirt/cloud-init-source', 'no source', inline({}), ['spec.template.spec.volumes[1].cloudInitNoCloud']],
  [
    'kubevirt/cloud-init-source',
    'broken base64',
    inline({ userDataBase64: 'I2Nsb3V%' }),
    ['spec.template.spec.volumes[1].cloudInitNoCloud.userDataBase64'],
  ],
  [
    'kubevirt/network-type',
    'a pod network beside a default multus network',
    machine((spec) => spec.networks.push({ name: 'vms', multus: { networkName: 'vms', default: true } })),
    ['spec.template.spec.networks[1]'],
  ],
  [
    'kubevirt/network-type',
    'a name with three parts',
    machine((spec) => (spec.networks[0] = { name: 'pod', multus: { networkName: 'a/b/c' } })),
    ['spec.template.spec.networks[0].multus.networkName'],
  ],
  [
    'kubevirt/interface-binding',
    'masquerade on a bridge network',
    machine((spec) => (spec.networks[0] = { name: 'pod', multus: { networkName: 'vms' } })),
    [`${CARD}.masquerade`],
  ],
  [
    'kubevirt/interface-binding',
    'a binding that was removed',
    card((one) => {
      delete one.masquerade;
      one.slirp = {};
    }),
    [CARD],
  ],
  [
    'kubevirt/interface-binding',
    'a bridge on the pod network',
    card((one) => {
      delete one.masquerade;
      one.bridge = {};
    }),
  ],
  [
    'kubevirt/interface-binding',
    'a bridge on the pod network where it is forbidden',
    metal([
      kubeVirt({ network: { permitBridgeInterfaceOnPodNetwork: false } }),
      machineWith((spec) => {
        spec.domain.devices.interfaces[0] = { name: 'pod', bridge: {} };
      }),
    ]),
    [`${CARD}.bridge`],
  ],
  [
    'kubevirt/interface-options',
    'every option as it should be',
    card((one) =>
      Object.assign(one, {
        model: 'virtio',
        macAddress: '02-42-0A-2A-42-79',
        state: 'up',
        acpiIndex: 16383,
        ports: [{ port: 65535, protocol: 'UDP' }],
      }),
    ),
  ],
  [
    'kubevirt/interface-options',
    'values just outside',
    card((one) => Object.assign(one, { acpiIndex: 16384, ports: [{ port: 65536 }, { port: 0 }] })),
    [`${CARD}.acpiIndex`, `${CARD}.ports[0].port`, `${CARD}.ports[1].port`],
  ],
  [
    'kubevirt/default-network',
    'a machine without any network',
    machine((spec) => {
      delete spec.networks;
      delete spec.domain.devices.interfaces;
      spec.domain.devices.autoattachPodInterface = false;
    }),
  ],
  [
    'kubevirt/memory',
    'huge pages alone',
    machine((spec) => (spec.domain.memory = { hugepages: { pageSize: '2Mi' } })),
  ],
  [
    'kubevirt/memory',
    'an instance type',
    metal([
      virtualMachine((vm) => {
        vm.spec.instancetype = { name: 'u1.medium' };
        delete vm.spec.template.spec.domain.memory;
      }),
    ]),
  ],
  [
    'kubevirt/memory',
    'a request above the limit',
    machine((spec) => (spec.domain.resources = { requests: { memory: '2Gi' }, limits: { memory: '2G' } })),
    ['spec.template.spec.domain.resources.requests.memory'],
  ],
  [
    'kubevirt/hugepages',
    'whole pages',
    machine((spec) => (spec.domain.memory = { guest: '8Gi', hugepages: { pageSize: '1Gi' } })),
  ],
  [
    'kubevirt/hugepages',
    'less than one page',
    machine((spec) => (spec.domain.memory = { guest: '512Mi', hugepages: { pageSize: '1Gi' } })),
    ['spec.template.spec.domain.memory.guest'],
  ],
  [
    'kubevirt/dedicated-cpu',
    'cores alone',
    machine((spec) => (spec.domain.cpu.dedicatedCpuPlacement = true)),
  ],
  [
    'kubevirt/dedicated-cpu',
    'half a CPU',
    machine((spec) => {
      spec.domain.cpu = { dedicatedCpuPlacement: true };
      spec.domain.resources = { limits: { cpu: '2500m' } };
    }),
    ['spec.template.spec.domain.resources.limits.cpu'],
  ],
  [
    'kubevirt/dedicated-cpu',
    'three threads a core',
    machine((spec) => (spec.domain.cpu = { cores: 2, threads: 3, dedicatedCpuPlacement: true })),
    ['spec.template.spec.domain.cpu.threads'],
  ],
  [
    'kubevirt/cpu-features',
    'realtime with all that it needs',
    machine((spec) => {
      spec.domain.cpu = {
        cores: 2,
        dedicatedCpuPlacement: true,
        numa: { guestMappingPassthrough: {} },
        realtime: {},
      };
      spec.domain.memory.hugepages = { pageSize: '1Gi' };
    }),
  ],
  [
    'kubevirt/cpu-features',
    'more sockets than ever allowed',
    machine((spec) => (spec.domain.cpu = { sockets: 4, maxSockets: 2 })),
    ['spec.template.spec.domain.cpu.sockets'],
  ],
  [
    'kubevirt/machine-type',
    'the machine of arm64',
    machine((spec) => {
      spec.architecture = 'arm64';
      spec.domain.machine = { type: 'virt-9.0' };
    }),
  ],
  [
    'kubevirt/machine-type',
    'a machine that the KubeVirt object lists',
    metal([
      kubeVirt({ emulatedMachines: ['pc-i440fx*'] }),
      machineWith((spec) => (spec.domain.machine = { type: 'pc-i440fx-9.0' })),
    ]),
  ],
  [
    'kubevirt/bootloader',
    'EFI without secure boot',
    machine((spec) => (spec.domain.firmware = { bootloader: { efi: { secureBoot: false } } })),
  ],
  [
    'kubevirt/bootloader',
    'EFI with SMM',
    machine((spec) => {
      spec.domain.firmware = { bootloader: { efi: {} } };
      spec.domain.features = { smm: {} };
    }),
  ],
  [
    'kubevirt/host-device',
    'a permitted GPU',
    metal([
      kubeVirt({ permittedHostDevices: { pciHostDevices: [{ resourceName: 'nvidia.com/GV100' }] } }),
      machineWith((spec) => (spec.domain.devices.gpus = [{ name: 'gpu1', deviceName: 'nvidia.com/GV100' }])),
    ]),
  ],
  [
    'kubevirt/host-device',
    'a GPU where KubeVirt is installed elsewhere',
    machine((spec) => (spec.domain.devices.gpus = [{ name: 'gpu1', deviceName: 'nvidia.com/GV100' }])),
  ],
  [
    'kubevirt/host-device',
    'host devices without their gate',
    metal([
      kubeVirt({}),
      machineWith(
        (spec) => (spec.domain.devices.hostDevices = [{ name: 'nic', deviceName: 'intel.com/nic' }]),
      ),
    ]),
    ['spec.template.spec.domain.devices.hostDevices'],
  ],
  [
    'kubevirt/probe',
    'a probe of a port without a pod network',
    machine((spec) => {
      spec.networks[0] = { name: 'pod', multus: { networkName: 'vms' } };
      spec.livenessProbe = { tcpSocket: { port: 22 } };
    }),
    ['spec.template.spec.livenessProbe.tcpSocket'],
  ],
  [
    'kubevirt/probe',
    'the guest agent without a pod network',
    machine((spec) => {
      spec.networks[0] = { name: 'pod', multus: { networkName: 'vms' } };
      spec.readinessProbe = { guestAgentPing: {} };
    }),
  ],
  [
    'kubevirt/shared-file-system',
    'a claim with its gate',
    metal([
      gates('EnableVirtioFsStorageVolumes'),
      machineOnDisk((spec) => (spec.domain.devices.filesystems = [{ name: 'root', virtiofs: {} }])),
    ]),
  ],
  [
    'kubevirt/live-migrate',
    'everything that migrates',
    metal([claim('root'), machineOnDisk((spec) => (spec.evictionStrategy = 'LiveMigrate'))]),
  ],
  [
    'kubevirt/live-migrate',
    'two GPUs',
    migrating((spec) => (spec.domain.devices.gpus = [{ name: 'a' }, { name: 'b' }])),
    ['spec.template.spec.domain.devices.gpus'],
  ],
  [
    'kubevirt/live-migrate',
    'a port of the migration itself',
    migrating((spec) => (spec.domain.devices.interfaces[0].ports = [{ port: 49152 }])),
    [`${CARD}.ports[0].port`],
  ],
  [
    'kubevirt/live-migrate',
    'no networks, under the strategy of the cluster',
    metal([
      kubeVirt({ evictionStrategy: 'LiveMigrate' }),
      machineWith((spec) => {
        delete spec.networks;
        delete spec.domain.devices.interfaces;
      }),
    ]),
    ['spec.template.spec.networks'],
  ],
  [
    'kubevirt/live-migrate',
    'a disk of its own that one node can mount',
    metal([
      virtualMachine((vm) => {
        vm.spec.dataVolumeTemplates = [
          {
            metadata: { name: 'data' },
            spec: { source: { blank: {} }, storage: { accessModes: ['ReadWriteOnce'] } },
          },
        ];
        vm.spec.template.spec.evictionStrategy = 'LiveMigrate';
        vm.spec.template.spec.volumes[0] = { name: 'root', dataVolume: { name: 'data' } };
      }),
    ]),
    ['spec.template.spec.volumes[0]'],
  ],
  [
    'kubevirt/run-strategy',
    'both ways at once',
    metal([virtualMachine((vm) => (vm.spec.running = true))]),
    ['spec.runStrategy'],
  ],
  [
    'kubevirt/run-strategy',
    'an unknown strategy',
    metal([virtualMachine((vm) => (vm.spec.runStrategy = 'always'))]),
    ['spec.runStrategy'],
  ],
  [
    'kubevirt/run-strategy',
    'the deprecated way',
    metal([
      virtualMachine((vm) => {
        delete vm.spec.runStrategy;
        vm.spec.running = true;
      }),
    ]),
    ['spec.running'],
  ],
  ['kubevirt/data-volume-template', 'a disk that is used', withDisk({ source: { blank: {} }, storage: {} })],
  [
    'kubevirt/data-volume-template',
    'a disk by a DataSource',
    withDisk({ sourceRef: { kind: 'DataSource', name: 'nixos' }, storage: {} }),
  ],
  [
    'kubevirt/data-volume-template',
    'two sizes and no source',
    withDisk({ pvc: {}, storage: {} }),
    ['spec.dataVolumeTemplates[0].spec', 'spec.dataVolumeTemplates[0].spec.source'],
  ],
  [
    'kubevirt/replicated-disk',
    'a disk for each machine of a pool',
    metal([
      pool((set) => {
        const vm = set.spec.virtualMachineTemplate.spec;
        vm.dataVolumeTemplates = [{ metadata: { name: 'root' }, spec: {} }];
        vm.template.spec.volumes[0] = { name: 'root', dataVolume: { name: 'root' } };
      }),
    ]),
  ],
  [
    'kubevirt/replicated-disk',
    'a claim in a pool',
    metal([
      pool(
        (set) =>
          (set.spec.virtualMachineTemplate.spec.template.spec.volumes[0] = {
            name: 'root',
            persistentVolumeClaim: { claimName: 'root' },
          }),
      ),
    ]),
    [`${POOL}.volumes[0].persistentVolumeClaim.claimName`],
  ],
  [
    'kubevirt/replicated-identity',
    'a UUID in a replica set',
    metal([
      replicaSet(
        (set) => (set.spec.template.spec.domain.firmware = { uuid: '4f2a7c1e-0d53-5a8b-9c6e-1b2d3f405162' }),
      ),
    ]),
    ['spec.template.spec.domain.firmware.uuid'],
  ],
  [
    'kubevirt/empty-instance-id',
    'a firmware block in a pool',
    metal([pool((set) => (set.spec.virtualMachineTemplate.spec.template.spec.domain.firmware = {}))]),
  ],
  [
    'kubevirt/generate-name',
    'a name of 59 characters',
    metal([replicaSet((set) => (set.spec.template.metadata.generateName = `${'w'.repeat(58)}-`))]),
    ['spec.template.metadata.generateName'],
  ],
  [
    'kubevirt/generate-name',
    'a name of 58 characters',
    metal([replicaSet((set) => (set.spec.template.metadata.generateName = `${'w'.repeat(57)}-`))]),
  ],
  [
    'kubevirt/selector',
    'a pool without a selector',
    metal([pool((set) => delete set.spec.selector)]),
    ['spec.selector'],
  ],
  ['kubevirt/pool-strategy', '100%', metal([pool((set) => (set.spec.maxUnavailable = '100%'))])],
  [
    'kubevirt/pool-strategy',
    '0%',
    metal([pool((set) => (set.spec.maxUnavailable = '0%'))]),
    ['spec.maxUnavailable'],
  ],
  ['kubevirt/feature-gate', 'an Alpha gate', metal([gates('HostDevices')])],
  [
    'kubevirt/feature-gate',
    'a gate without effect and one that was removed',
    metal([gates('LiveMigration', 'Macvtap')]),
    [
      'spec.configuration.developerConfiguration.featureGates[0]',
      'spec.configuration.developerConfiguration.featureGates[1]',
    ],
  ],
  ['kubevirt/network-definition', 'text that is no JSON', metal([network('{ bridge }')]), ['spec.config']],
  ['kubevirt/network-definition', 'a gateway that only pods use', metal([network({ isGateway: true })])],
  [
    'kubevirt/network-definition',
    'addresses for machines',
    metal([network({ ipam: { type: 'host-local' } }), machineOn('machines/vms')]),
    ['spec.config'],
  ],
  [
    'kubevirt/bridge-vlan',
    'VLANs on one bridge that tells them apart',
    metal([network({ bridge: 'trunk', vlan: 66 }), network({ bridge: 'trunk', vlan: 67 }, 'uplink')]),
  ],
  [
    'kubevirt/bridge-vlan',
    'one tagged and one untagged network on a bridge',
    metal([network({ bridge: 'trunk', vlan: 66 }), network({ bridge: 'trunk' }, 'uplink')]),
    ['spec.config'],
  ],
  ['kubevirt/unknown-bridge', 'the bridge of a segment', metal([network({}), machineOn()], segments)],
  [
    'kubevirt/import-job',
    'another user',
    metal([importJob((job) => (job.spec.template.spec.securityContext = { runAsUser: 107 }))]),
    ['spec.template.spec.containers[0].securityContext'],
  ],
  [
    'kubevirt/volume-mode',
    'a claim that says no mode as a device',
    metal([claim('root', { volumeMode: undefined }), importJob()]),
    ['spec.template.spec.containers[0].volumeDevices[0]'],
  ],
  ['kubevirt/volume-mode', 'a block claim as a device', metal([claim('root'), importJob()])],
];

describe('the rules of machines', () => {
  for (const [code, what, repository, fields = []] of cases) {
    it(`${code} ${fields.length === 0 ? 'accepts' : 'refuses'} ${what}`, async () => {
      const found = await findingsOf(kubevirtRules[code], repository);
      expect(found.map((finding) => finding.field)).toEqual(fields);
    });
  }
});
