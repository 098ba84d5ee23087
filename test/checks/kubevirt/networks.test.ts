import { describe } from 'vitest';
import type { Repository } from '../../../src/model/index.ts';
import { kubeVirt, machineOn, machineWith, metal, network, vms } from '../../invalid/valid-base.ts';
import type { Manifest } from '../../invalid/valid-base.ts';
import { testMachines } from './test-machines.ts';

const CARD = 'spec.template.spec.domain.devices.interfaces[0]';
const machine = (edit: (spec: Manifest) => void): Repository => metal([machineWith(edit)]);
const card = (edit: (card: Manifest) => void): Repository =>
  machine((spec) => edit(spec.domain.devices.interfaces[0]));

const segments = [{ type: 'dhcp-clients', segment: vms, count: 0, label: 'none' }] as const;

describe('the rules of networks', () => {
  testMachines([
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
  ]);
});
