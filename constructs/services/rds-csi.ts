import type { GuestConfig } from '../../src/guest/guest-config.ts';
import type { Address, SecretSource, StorageClassRef } from '../../src/model/index.ts';
import { declare } from '../cluster/declare.ts';
import { chartPin } from '../versions.ts';
import { Addon } from './addon.ts';
import type { AddonContext } from './addon.ts';
import { mergeValues } from './chart-props.ts';
import type { ChartProps } from './chart-props.ts';
import type { Storage } from './platform.ts';

const PROVISIONER = 'rds.csi.srvlab.io';

const VOLUMES = 'nqn.2000-02.com.mikrotik:pvc-';

/** Volumes with a file system, for one node at a time. */
export const rdsNvme: StorageClassRef = {
  name: 'rds-nvme',
  provisioner: PROVISIONER,
  block: ['ReadWriteOnce'],
  filesystem: ['ReadWriteOnce'],
};

/** Raw block volumes that two nodes may attach while a VM migrates. The driver refuses a shared file system. */
export const rdsNvmeRwx: StorageClassRef = {
  name: 'rds-nvme-rwx',
  provisioner: PROVISIONER,
  block: ['ReadWriteOnce', 'ReadWriteMany'],
  filesystem: [],
};

/**
 * What a machine needs to be a node with these volumes, for `guest` of control planes and worker pools. The driver loads no
 * kernel module by itself; systemd does on every kind of image, while modprobe of cloud-init's path may look elsewhere.
 */
export const rdsNode: Partial<GuestConfig> = {
  files: [{ path: '/run/modules-load.d/rds-csi.conf', content: 'nvme-tcp\n', when: 'everyBoot' }],
  commands: [{ phase: 'early', run: ['systemctl', 'restart', 'systemd-modules-load.service'] }],
};

export interface RdsCsiProps extends ChartProps {
  /** Address of RouterOS' SSH service; every node that may run the controller needs a route to it. */
  readonly management: Address | string;
  /** Address of the NVMe/TCP targets, on port 4420; every node needs a route to it. */
  readonly storage: Address | string;
  /** SSH user on the RDS, of this cluster alone. */
  readonly user: string;
  /** Folder of the volumes on the RDS, of this cluster alone: each driver takes unknown ones for orphans. */
  readonly basePath: string;
  /**
   * Connections that a node may take for left over and end, by the start of their NQN. The driver names every volume
   * `nqn.2000-02.com.mikrotik:pvc-...` and has no setting for that, so another prefix switches the clean-up off; a shorter
   * one would reach the system volumes of diskless hosts. @default nqn.2000-02.com.mikrotik:pvc-
   */
  readonly nqnPrefix?: string | undefined;
  /** Secret with the keys `rds-private-key` and `rds-host-key`. @default the entry `CLUSTER/rds-csi` of the first store */
  readonly secret?: SecretSource | undefined;
  /** VolumeSnapshotClass; needs the CRDs and the controller of external-snapshotter. @default false */
  readonly snapshots?: boolean | undefined;
}

/**
 * rds-csi 0.13: volumes on a MikroTik RDS by NVMe over TCP, as the classes `rdsNvme` and `rdsNvmeRwx`. Nodes need the
 * kernel module nvme-tcp: see `rdsNode` for machines, `hosts.nvmeTcp` for metal.
 */
export function rdsCsi(props: RdsCsiProps): Storage {
  return new RdsCsi(props);
}

class RdsCsi extends Addon implements Storage {
  readonly name = 'rds-csi';
  readonly classes = [rdsNvme, rdsNvmeRwx];
  readonly #props: RdsCsiProps;

  constructor(props: RdsCsiProps) {
    super();
    this.#props = props;
  }

  install(context: AddonContext): void {
    const { management, storage, user, basePath, secret, snapshots = false } = this.#props;
    const { nqnPrefix = VOLUMES } = this.#props;
    const chart = this.#props.chart ?? chartPin('rds-csi-driver');
    const { name: secretName } = context.secret(this.name, secret);
    // The chart's own image tag lags behind its repository's.
    const image = { tag: chart.version, pullPolicy: 'IfNotPresent' };
    const install = context.helm({
      chart,
      // Node plugins mount host folders.
      createNamespace: { podSecurity: 'privileged' },
      values: mergeValues(
        {
          rds: {
            managementIP: text(management),
            storageIP: text(storage),
            sshUser: user,
            basePath,
            nqnPrefix,
            secretName,
          },
          // The driver elects no leader: a second controller would work against the first.
          controller: { replicas: 1, image },
          node: { image },
          storageClasses: [
            storageClass(rdsNvme),
            { ...storageClass(rdsNvmeRwx), accessModes: ['ReadWriteMany'] },
          ],
          snapshotClass: { enabled: snapshots },
        },
        this.#props.values,
      ),
    });
    for (const { name } of this.classes) {
      declare(install.release, {
        type: 'produces',
        ref: { group: 'storage.k8s.io', kind: 'StorageClass', name },
        from: install.ref,
      });
    }
  }
}

/** An entry of the chart's list, in full: Helm replaces lists as a whole. */
function storageClass({ name }: StorageClassRef): { readonly [key: string]: string | boolean } {
  return {
    name,
    enabled: true,
    isDefault: false,
    fsType: 'ext4',
    volumeBindingMode: 'WaitForFirstConsumer',
    reclaimPolicy: 'Delete',
    allowVolumeExpansion: true,
  };
}

function text(address: Address | string): string {
  return typeof address === 'string' ? address : address.text;
}
