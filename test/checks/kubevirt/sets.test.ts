import { describe } from 'vitest';
import type { Repository } from '../../../src/model/index.ts';
import { metal, pool, replicaSet, virtualMachine } from '../../invalid/valid-base.ts';
import type { Manifest } from '../../invalid/valid-base.ts';
import { testMachines } from './test-machines.ts';

const POOL = 'spec.virtualMachineTemplate.spec.template.spec';

/** Cluster API's template of machines. */
const clusterApi = (edit: (spec: Manifest) => void): Repository => {
  const vm = pool().spec.virtualMachineTemplate;
  edit(vm.spec.template.spec);
  return metal([
    {
      apiVersion: 'infrastructure.cluster.x-k8s.io/v1alpha1',
      kind: 'KubevirtMachineTemplate',
      metadata: { name: 'worker', namespace: 'machines' },
      spec: { template: { spec: { virtualMachineTemplate: vm } } },
    },
  ]);
};

describe('the rules of identities and sets', () => {
  testMachines([
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
          (set) =>
            (set.spec.template.spec.domain.firmware = { uuid: '4f2a7c1e-0d53-5a8b-9c6e-1b2d3f405162' }),
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
    [
      'kubevirt/replicated-identity',
      'a MAC address in a template of Cluster API',
      clusterApi((spec) => (spec.domain.devices.interfaces[0].macAddress = '02:42:0a:2a:42:79')),
      [
        'spec.template.spec.virtualMachineTemplate.spec.template.spec.domain.devices.interfaces[0].macAddress',
      ],
    ],
    [
      'kubevirt/duplicate-uuid',
      'two machines without a UUID',
      metal([virtualMachine(), virtualMachine(undefined, 'two')]),
    ],
    ['kubevirt/unstable-uuid', 'a machine whose disk goes with it', metal([virtualMachine()])],
  ]);
});
