import { describe } from 'vitest';
import type { Repository } from '../../../src/model/index.ts';
import {
  claim,
  importJob,
  kubeVirt,
  machineOnDisk,
  machineWith,
  metal,
  virtualMachine,
} from '../../invalid/valid-base.ts';
import type { Manifest } from '../../invalid/valid-base.ts';
import { testMachines } from './test-machines.ts';

const DISK = 'spec.template.spec.domain.devices.disks[0]';
const machine = (edit: (spec: Manifest) => void): Repository => metal([machineWith(edit)]);
const disk = (edit: (disk: Manifest) => void): Repository =>
  machine((spec) => edit(spec.domain.devices.disks[0]));
const gates = (...featureGates: readonly string[]): Manifest =>
  kubeVirt({ developerConfiguration: { featureGates } });
const inline = (source: Manifest): Repository =>
  machine((spec) => (spec.volumes[1].cloudInitNoCloud = source));
const withDisk = (spec: Manifest): Repository =>
  metal([
    virtualMachine((vm) => {
      const { volumes, domain } = vm.spec.template.spec;
      volumes.push({ name: 'data', dataVolume: { name: 'data' } });
      domain.devices.disks.push({ name: 'data' });
      vm.spec.dataVolumeTemplates = [{ metadata: { name: 'data' }, spec }];
    }),
  ]);

describe('the rules of disks', () => {
  testMachines([
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
    [
      'kubevirt/cloud-init-source',
      'no source',
      inline({}),
      ['spec.template.spec.volumes[1].cloudInitNoCloud'],
    ],
    [
      'kubevirt/cloud-init-source',
      'broken base64',
      inline({ userDataBase64: 'I2Nsb3V%' }),
      ['spec.template.spec.volumes[1].cloudInitNoCloud.userDataBase64'],
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
      'kubevirt/data-volume-template',
      'a disk that is used',
      withDisk({ source: { blank: {} }, storage: {} }),
    ],
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
  ]);
});
