import type { VirtualMachineInstanceSpec } from '../../imports/kubevirt.io.ts';
import type { SecretDisk } from '../../src/guest/guest-config.ts';
import type { Segment } from '../../src/model/index.ts';
import { machineNetwork } from '../cluster/machine-network.ts';
import type { MachineImage } from '../image/machine-image.ts';
import type { GuestSecret } from './guest-secret.ts';
import { domainCpu, domainMemory } from './machine-size.ts';
import type { MachineSize } from './machine-size.ts';

/** A virtual machine in our own words; everything else about it is KubeVirt's default. */
export interface MachineSpec extends MachineSize {
  readonly image: MachineImage;
  /** The boot disk. @default the image itself: changes are lost when the machine stops */
  readonly root?: RootDisk | undefined;
  /** Network cards in the order in which the guest sees them. */
  readonly nics: readonly MachineNic[];
  readonly cloudInit: GuestSecret;
  /** Secrets of the machine's namespace that the guest mounts, see `SecretDisk`. @default none */
  readonly secretDisks?: readonly SecretVolume[] | undefined;
  /**
   * Identity of the firmware, which is also cloud-init's instance-id: another one runs first boot again.
   * Single machines need one (`stableUuid`), sets of machines must not have one. @default KubeVirt's
   */
  readonly uuid?: string | undefined;
  /** GPUs by the resource name that the KubeVirt CR permits. @default none */
  readonly gpus?: readonly MachineGpu[] | undefined;
  /**
   * What a node drain does with the machine. `LiveMigrate` refuses the drain where it cannot migrate.
   * @default the cluster's, from the KubeVirt CR
   */
  readonly evictionStrategy?: EvictionStrategy | undefined;
  /** Seconds that the guest gets to shut down. @default 180 */
  readonly terminationGracePeriod?: number | undefined;
  readonly placement?: MachinePlacement | undefined;
  /** Without a pod network only `guestAgentPing` and `exec` work. @default none */
  readonly readinessProbe?: VirtualMachineInstanceSpec['readinessProbe'];
}

/** A persistent boot disk, by claim or by DataVolume. */
export type RootDisk = { readonly claim: string } | { readonly dataVolume: string };

export type EvictionStrategy = 'None' | 'LiveMigrate' | 'LiveMigrateIfPossible' | 'External';

/**
 * A network card: `pod` is the parent cluster's pod network by masquerade (guest 10.0.2.2, gateway 10.0.2.1), a segment
 * is a bridge. `mac` belongs to single machines; sets tell their cards apart by `acpiIndex` (the guest's `enoN`).
 */
export interface MachineNic {
  readonly network: 'pod' | Segment;
  readonly mac?: string | undefined;
  /** 1 to 16383, unique in the machine. */
  readonly acpiIndex?: number | undefined;
}

export interface SecretVolume extends Pick<SecretDisk, 'serial'> {
  /** Name of the Secret. */
  readonly secret: string;
}

export interface MachineGpu {
  /** Resource name, e.g. `nvidia.com/GV100GL_Tesla_V100`. */
  readonly deviceName: string;
  /** Name inside the machine. @default gpu1, gpu2 ... */
  readonly name?: string | undefined;
}

/** Where a machine may run; the node's architecture is taken from the image. */
export type MachinePlacement = Pick<
  VirtualMachineInstanceSpec,
  'nodeSelector' | 'tolerations' | 'affinity' | 'topologySpreadConstraints' | 'priorityClassName'
>;

/** Gateway of every guest on KubeVirt's masquerade network 10.0.2.0/24. */
export const MASQUERADE_GATEWAY = '10.0.2.1';

/** The VirtualMachineInstance spec (KubeVirt 1.9) of a machine; the same for single machines and templates. */
export function virtualMachineSpec(machine: MachineSpec): VirtualMachineInstanceSpec {
  const { image, placement = {} } = machine;
  const disks = disksOf(machine);
  return {
    ...placement,
    architecture: image.architecture,
    nodeSelector: { 'kubernetes.io/arch': image.architecture, ...placement.nodeSelector },
    ...(machine.evictionStrategy === undefined ? {} : { evictionStrategy: machine.evictionStrategy }),
    terminationGracePeriodSeconds: machine.terminationGracePeriod ?? 180,
    ...(machine.readinessProbe === undefined ? {} : { readinessProbe: machine.readinessProbe }),
    domain: {
      cpu: domainCpu(machine),
      memory: domainMemory(machine),
      ...(machine.uuid === undefined ? {} : { firmware: { uuid: machine.uuid } }),
      devices: {
        blockMultiQueue: true,
        networkInterfaceMultiqueue: true,
        rng: {},
        disks: disks.map(({ name, serial }) => ({
          name,
          disk: { bus: 'virtio' },
          ...(serial === undefined ? {} : { serial }),
        })),
        interfaces: machine.nics.map((nic) => ({
          name: nicName(nic),
          ...(nic.network === 'pod' ? { masquerade: {} } : { bridge: {} }),
          ...(nic.mac === undefined ? {} : { macAddress: nic.mac }),
          ...(nic.acpiIndex === undefined ? {} : { acpiIndex: nic.acpiIndex }),
        })),
        ...(machine.gpus === undefined || machine.gpus.length === 0
          ? {}
          : {
              gpus: machine.gpus.map(({ deviceName, name }, i) => ({
                name: name ?? `gpu${i + 1}`,
                deviceName,
              })),
            }),
      },
    },
    networks: machine.nics.map((nic) => ({
      name: nicName(nic),
      ...(nic.network === 'pod' ? { pod: {} } : { multus: { networkName: machineNetwork(nic.network) } }),
    })),
    volumes: disks.map(({ name, source }) => ({ name, ...source })),
  };
}

interface Disk {
  readonly name: string;
  readonly serial?: string;
  readonly source: object;
}

/** The root disk comes first, so that it is the guest's vda. */
function disksOf({ image, root, cloudInit, secretDisks = [] }: MachineSpec): readonly Disk[] {
  return [
    { name: 'root', source: rootSource(image, root) },
    ...secretDisks.map(({ serial, secret }) => ({
      name: `secret-${serial}`,
      serial,
      source: { secret: { secretName: secret } },
    })),
    {
      name: 'cloud-init',
      source: {
        cloudInitNoCloud: {
          secretRef: { name: cloudInit.name },
          ...(cloudInit.network ? { networkDataSecretRef: { name: cloudInit.name } } : {}),
        },
      },
    },
  ];
}

function rootSource(image: MachineImage, root: RootDisk | undefined): object {
  if (root === undefined) {
    const { path, pullSecret } = image;
    return {
      containerDisk: {
        image: image.image.text,
        ...(path === undefined ? {} : { path }),
        ...(pullSecret === undefined ? {} : { imagePullSecret: pullSecret }),
      },
    };
  }
  if ('claim' in root) return { persistentVolumeClaim: { claimName: root.claim } };
  return { dataVolume: { name: root.dataVolume } };
}

function nicName({ network }: MachineNic): string {
  return network === 'pod' ? 'pod' : network.name;
}
