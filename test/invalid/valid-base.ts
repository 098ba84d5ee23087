import type { Fact, Repository } from '../../src/model/index.ts';
import { Segment } from '../../src/model/index.ts';
import { repositoryOf } from './repository-of.ts';

/** A manifest that a fixture may change freely. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- fixtures break manifests on purpose
export type Manifest = any;

type Edit = (manifest: Manifest) => void;

export const NAMESPACE = 'machines';

/** Operators that are there before Flux: their CRDs need no provider in the repository. */
export const operators: Fact = {
  type: 'crds',
  crds: [
    '*.kubevirt.io',
    '*.pool.kubevirt.io',
    '*.instancetype.kubevirt.io',
    '*.cdi.kubevirt.io',
    '*.k8s.cni.cncf.io',
    '*.keda.sh',
    '*.helm.toolkit.fluxcd.io',
    '*.source.toolkit.fluxcd.io',
  ],
  by: { group: 'apps', kind: 'Deployment', namespace: 'operators', name: 'operators' },
  provenance: 'bootstrap',
};

/** A metal cluster with one layer that holds a namespace and these objects; each is cluster-wide or in NAMESPACE. */
export function metal(objects: readonly Manifest[], facts: readonly Fact[] = []): Repository {
  const all = [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } }, ...objects];
  const yaml = all.map((object) => JSON.stringify(object)).join('\n---\n');
  return repositoryOf({
    metal: { machines: { objects: yaml, facts: [operators, ...facts], settings: { prune: false } } },
  });
}

/** The spec of a machine with an ephemeral disk, cloud-init and the pod network. */
export function instanceSpec(): Manifest {
  return {
    architecture: 'amd64',
    domain: {
      cpu: { cores: 4 },
      memory: { guest: '8Gi' },
      devices: {
        disks: [
          { name: 'root', disk: { bus: 'virtio' } },
          { name: 'cloud-init', disk: { bus: 'virtio' } },
        ],
        interfaces: [{ name: 'pod', masquerade: {} }],
      },
    },
    networks: [{ name: 'pod', pod: {} }],
    volumes: [
      { name: 'root', containerDisk: { image: 'registry.example/worker:1.2.0' } },
      { name: 'cloud-init', cloudInitNoCloud: { userData: '#cloud-config\npackage_update: true\n' } },
    ],
  };
}

export function virtualMachine(edit: Edit = () => {}, name = 'one'): Manifest {
  return edited(
    'kubevirt.io/v1',
    'VirtualMachine',
    name,
    { runStrategy: 'Always', template: template(name) },
    edit,
  );
}

/** The same machine with the change made to its VirtualMachineInstance's spec. */
export function machineWith(edit: Edit, name = 'one'): Manifest {
  return virtualMachine((vm) => edit(vm.spec.template.spec), name);
}

export function replicaSet(edit: Edit = () => {}): Manifest {
  const body = template('worker');
  body.metadata.generateName = 'worker-';
  const spec = { selector: { matchLabels: { machine: 'worker' } }, template: body };
  return edited('kubevirt.io/v1', 'VirtualMachineInstanceReplicaSet', 'worker', spec, edit);
}

export function pool(edit: Edit = () => {}): Manifest {
  const labels = { machine: 'worker' };
  const vm = { runStrategy: 'Always', template: template('worker') };
  const spec = {
    selector: { matchLabels: labels },
    virtualMachineTemplate: { metadata: { labels }, spec: vm },
  };
  return edited('pool.kubevirt.io/v1beta1', 'VirtualMachinePool', 'worker', spec, edit);
}

export function kubeVirt(configuration: Manifest, name = 'kubevirt'): Manifest {
  return edited('kubevirt.io/v1', 'KubeVirt', name, { configuration }, () => {});
}

/** A network of machines, from the configuration of its CNI plugin. */
export function network(config: Manifest, name = 'vms'): Manifest {
  const text = typeof config === 'string' ? config : JSON.stringify({ ...bridge(), ...config });
  return edited('k8s.cni.cncf.io/v1', 'NetworkAttachmentDefinition', name, { config: text }, () => {});
}

/** A machine on that network. */
export function machineOn(networkName = 'vms', name = 'one'): Manifest {
  return machineWith((spec) => {
    spec.networks.push({ name: 'vms', multus: { networkName } });
    spec.domain.devices.interfaces.push({ name: 'vms', bridge: {} });
  }, name);
}

export function claim(name: string, spec: Manifest = {}): Manifest {
  const resources = { requests: { storage: '20Gi' } };
  const whole = { accessModes: ['ReadWriteMany'], volumeMode: 'Block', resources, ...spec };
  return edited('v1', 'PersistentVolumeClaim', name, whole, () => {});
}

/** A machine on a claim named `root`, with an identity that stays. */
export function machineOnDisk(edit: Edit = () => {}, name = 'one'): Manifest {
  return machineWith((spec) => {
    spec.domain.firmware = { uuid: '4f2a7c1e-0d53-5a8b-9c6e-1b2d3f405162' };
    spec.volumes[0] = { name: 'root', persistentVolumeClaim: { claimName: 'root' } };
    edit(spec);
  }, name);
}

/** A Job that writes an image to the claim named `root`. */
export function importJob(edit: Edit = () => {}): Manifest {
  const container = {
    name: 'import',
    image: 'registry.example/import:1.2.0',
    volumeDevices: [{ name: 'root', devicePath: '/dev/root-disk' }],
  };
  const pod = {
    restartPolicy: 'Never',
    securityContext: { runAsUser: 0 },
    containers: [container],
    volumes: [{ name: 'root', persistentVolumeClaim: { claimName: 'root' } }],
  };
  return edited('batch/v1', 'Job', 'import', { template: { spec: pod } }, edit);
}

export function scaledObject(edit: Edit = () => {}, name = 'worker'): Manifest {
  const spec = {
    scaleTargetRef: {
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachineInstanceReplicaSet',
      name: 'worker',
    },
    minReplicaCount: 3,
    maxReplicaCount: 5,
    triggers: [cronTrigger()],
  };
  return edited('keda.sh/v1alpha1', 'ScaledObject', name, spec, edit);
}

export function cronTrigger(): Manifest {
  const metadata = {
    timezone: 'America/New_York',
    start: '0 8 * * 1-5',
    end: '0 20 * * 1-5',
    desiredReplicas: '3',
  };
  return { type: 'cron', metadata };
}

export function prometheusTrigger(): Manifest {
  const metadata = { serverAddress: 'http://prometheus.example:9090', query: 'sum(pending)', threshold: '1' };
  return { type: 'prometheus', metadata };
}

/** A machine whose user data is this text. */
export function machineSaying(userData: string): Manifest {
  return machineWith((spec) => (spec.volumes[1].cloudInitNoCloud = { userData }));
}

export const vms = new Segment('vms', { vlan: 66, cidr: '10.42.66.0/24', bridge: 'br66' });

function bridge(): Manifest {
  return { cniVersion: '1.0.0', name: 'vms', type: 'bridge', bridge: 'br66', ipam: {} };
}

function template(name: string): Manifest {
  return { metadata: { labels: { machine: name } }, spec: instanceSpec() };
}

function edited(apiVersion: string, kind: string, name: string, spec: Manifest, edit: Edit): Manifest {
  const manifest = { apiVersion, kind, metadata: { name, namespace: NAMESPACE }, spec };
  edit(manifest);
  return manifest;
}
