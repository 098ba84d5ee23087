import { Construct } from 'constructs';
import type { Size } from 'cdk8s';
import { VirtualMachine } from '../../imports/kubevirt.io.ts';
import type { GuestConfig } from '../../src/guest/guest-config.ts';
import { addressRange, stableMac, stableUuid } from '../../src/model/index.ts';
import type { Address, Segment, StorageClassRef } from '../../src/model/index.ts';
import { declare } from '../cluster/declare.ts';
import { addHost } from '../cluster/hosts.ts';
import { stage } from '../cluster/stage.ts';
import { ImageImport } from '../image/image-import.ts';
import { guestSecret } from './guest-secret.ts';
import type { FixedGuest } from './machine-guest.ts';
import type { NestedMachineProps } from './machine-props.ts';
import { virtualMachineSpec } from './virtual-machine-spec.ts';
import type { EvictionStrategy, MachinePlacement, SecretVolume } from './virtual-machine-spec.ts';

/** A persistent disk that a machine boots from. */
export interface MachineRoot {
  readonly size: Size;
  /** A class with volumeMode Block; with ReadWriteMany as well, machines can migrate. */
  readonly storageClass: StorageClassRef;
}

export interface FixedMachineProps {
  readonly machine: NestedMachineProps;
  /** Name of the VM, of its host and of its node. */
  readonly name: string;
  /** Its address in the nodes' segment. */
  readonly address: Address;
  /** Segments beside that of the address. @default none */
  readonly otherSegments?: readonly Segment[] | undefined;
  /** @default the image itself */
  readonly root?: MachineRoot | undefined;
  readonly labels: { readonly [key: string]: string };
  readonly secretDisks: readonly SecretVolume[];
  readonly placement: MachinePlacement;
  readonly evictionStrategy: EvictionStrategy;
  /** Component folder of the parts that come before the machine. */
  readonly component: string;
  readonly guest: (machine: FixedGuest) => GuestConfig;
}

/** One virtual machine with a name, an address, MACs and a firmware UUID that depend on the cluster and its name alone. */
export class FixedMachine extends Construct {
  readonly name: string;
  readonly nics: FixedGuest['nics'];

  constructor(scope: Construct, id: string, props: FixedMachineProps) {
    super(scope, id);
    const { machine, name, address, labels } = props;
    const { cluster, image } = machine;
    const { namespace } = cluster;
    const podMac = stableMac(cluster.name, name, 'pod');
    this.name = name;
    this.nics = [address.segment, ...(props.otherSegments ?? [])].map((segment) => ({
      segment,
      mac: stableMac(cluster.name, name, segment.name),
    }));
    const cloudInit = guestSecret(this, 'guest', {
      name: `${name}-guest`,
      namespace,
      labels,
      guest: props.guest({ name, address, podMac, nics: this.nics }),
    });
    const disk = props.root === undefined ? undefined : rootDisk(this, props, props.root);
    new VirtualMachine(this, 'vm', {
      metadata: { name, namespace, labels: { ...labels } },
      spec: {
        runStrategy: 'Always',
        template: {
          metadata: { labels: { ...labels } },
          spec: virtualMachineSpec({
            cpu: machine.cpu,
            memory: machine.memory,
            hugepages: machine.hugepages,
            image,
            root: disk?.disk,
            nics: [
              { network: 'pod', mac: podMac },
              ...this.nics.map(({ segment, mac }) => ({ network: segment, mac })),
            ],
            cloudInit,
            secretDisks: props.secretDisks,
            uuid: stableUuid(cluster.name, namespace, name),
            gpus: machine.gpus,
            evictionStrategy: machine.evictionStrategy ?? props.evictionStrategy,
            terminationGracePeriod: machine.terminationGracePeriod,
            placement: props.placement,
          }),
        },
      },
    });
    claim(this, props, podMac);
  }
}

function rootDisk(machine: FixedMachine, props: FixedMachineProps, root: MachineRoot): ImageImport {
  const { image, cluster } = props.machine;
  const disk = new ImageImport(stage(machine, 'prepare', props.component), `${props.name}-root`, {
    image,
    claim: { name: `${props.name}-root`, namespace: cluster.namespace, ...root },
    labels: props.labels,
  });
  // A machine that starts on an empty disk only fails; one that starts on half a disk would write to it.
  declare(machine, { type: 'needs', ref: disk.ready, reason: `${props.name} boots from the imported disk` });
  return disk;
}

function claim(machine: FixedMachine, props: FixedMachineProps, podMac: string): void {
  const { name, address } = props;
  const { segment } = address;
  const mac = machine.nics[0]?.mac;
  if (mac !== undefined) addHost(props.machine.cluster, { name, mac, address });
  declare(machine, { type: 'address', use: 'static', segment, range: addressRange(address), label: name });
  declare(machine, { type: 'mac', mac: podMac, label: `${name} on the pod network` });
  for (const nic of machine.nics) {
    declare(machine, { type: 'mac', mac: nic.mac, label: `${name} on ${nic.segment.name}` });
  }
}
