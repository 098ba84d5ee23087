import { describe } from 'vitest';
import type { Repository } from '../../../src/model/index.ts';
import {
  claim,
  kubeVirt,
  machineOnDisk,
  machineWith,
  metal,
  virtualMachine,
} from '../../invalid/valid-base.ts';
import type { Manifest } from '../../invalid/valid-base.ts';
import { testMachines } from './test-machines.ts';

const CARD = 'spec.template.spec.domain.devices.interfaces[0]';
const machine = (edit: (spec: Manifest) => void): Repository => metal([machineWith(edit)]);
const gates = (...featureGates: readonly string[]): Manifest =>
  kubeVirt({ developerConfiguration: { featureGates } });
const migrating = (edit: (spec: Manifest) => void): Repository =>
  machine((spec) => {
    spec.evictionStrategy = 'LiveMigrate';
    edit(spec);
  });

describe('the rules of CPU, memory and devices', () => {
  testMachines([
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
        machineWith(
          (spec) => (spec.domain.devices.gpus = [{ name: 'gpu1', deviceName: 'nvidia.com/GV100' }]),
        ),
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
  ]);
});
