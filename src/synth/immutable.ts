import type { Json } from '../model/index.ts';

export interface ImmutableField {
  readonly path: readonly (string | number)[];
  /** What the change would do, as the message of the finding. */
  readonly why: string;
  /** Changes that Kubernetes does allow. @default none */
  readonly allows?: (was: Json, is: Json | undefined) => boolean;
}

const REFUSED = 'the API server refuses to change this field';
const SELECTOR: ImmutableField = { path: ['spec', 'selector'], why: REFUSED };
const OTHER_MACHINE = 'the machine would get another disk or identity and run its first boot again';

/** Fields that cannot change, or whose change makes another machine, by `group/Kind`. */
export const IMMUTABLE: { readonly [kind: string]: readonly ImmutableField[] } = {
  '/PersistentVolumeClaim': [
    ...['accessModes', 'storageClassName', 'volumeMode', 'volumeName', 'selector'].map((field) => ({
      path: ['spec', field],
      why: REFUSED,
    })),
    { path: ['spec', 'resources', 'requests', 'storage'], why: 'a volume cannot shrink', allows: grows },
  ],
  'apps/Deployment': [SELECTOR],
  'apps/DaemonSet': [SELECTOR],
  'apps/StatefulSet': [
    SELECTOR,
    ...['serviceName', 'volumeClaimTemplates'].map((field) => ({ path: ['spec', field], why: REFUSED })),
  ],
  'batch/Job': [
    SELECTOR,
    { path: ['spec', 'template'], why: 'the pod template of a Job cannot change; its name must' },
  ],
  'rbac.authorization.k8s.io/RoleBinding': [{ path: ['roleRef'], why: REFUSED }],
  'rbac.authorization.k8s.io/ClusterRoleBinding': [{ path: ['roleRef'], why: REFUSED }],
  'storage.k8s.io/StorageClass': ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'].map(
    (field) => ({
      path: [field],
      why: REFUSED,
    }),
  ),
  'kubevirt.io/VirtualMachine': [
    { path: ['spec', 'template', 'spec', 'domain', 'firmware', 'uuid'], why: OTHER_MACHINE },
    {
      path: ['spec', 'template', 'spec', 'volumes', 0, 'persistentVolumeClaim', 'claimName'],
      why: OTHER_MACHINE,
    },
    ...[0, 1, 2, 3].map((nic) => ({
      path: ['spec', 'template', 'spec', 'domain', 'devices', 'interfaces', nic, 'macAddress'],
      why: 'the machine would get another MAC address: its DHCP lease and its network-config no longer match',
    })),
  ],
  'pool.kubevirt.io/VirtualMachinePool': [SELECTOR],
  'cdi.kubevirt.io/DataVolume': [{ path: ['spec'], why: 'CDI refuses to change the spec of a DataVolume' }],
};

const UNITS: { readonly [unit: string]: number } = {
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  K: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
};

function grows(was: Json, is: Json | undefined): boolean {
  const [before, after] = [bytes(was), bytes(is)];
  return before !== undefined && after !== undefined && after >= before;
}

function bytes(value: Json | undefined): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([KMGT]i?)?$/.exec(typeof value === 'object' ? '' : String(value));
  return match === null ? undefined : Number(match[1]) * (UNITS[match[2] ?? ''] ?? 1);
}
