import { Chart, Size, Testing } from 'cdk8s';
import { Cluster } from '../../constructs/cluster/cluster.ts';
import { Datacenter } from '../../constructs/cluster/datacenter.ts';
import { InnerCluster } from '../../constructs/cluster/inner-cluster.ts';
import { cilium, k3s } from '../../constructs/cluster/nested-cluster.ts';
import type { NestedCluster } from '../../constructs/cluster/nested-cluster.ts';
import { containerDisk } from '../../constructs/image/machine-image.ts';
import { Segment } from '../../src/model/index.ts';
import type { KubeObject, StorageClassRef } from '../../src/model/index.ts';
import { loadSchemas } from '../../src/schema/index.ts';

export const vms = new Segment('vms', {
  vlan: 66,
  cidr: '10.42.66.0/24',
  gateway: '10.42.66.1',
  bridge: 'br66',
  dhcp: '10.42.66.130-10.42.66.189',
});
export const storage = new Segment('storage', { vlan: 68, cidr: '10.42.68.0/24', bridge: 'br68', mtu: 9000 });
const balancers = new Segment('lbs', { cidr: '10.42.69.0/24' });

export const rdsBlock: StorageClassRef = {
  name: 'rds-nvme-rwx',
  provisioner: 'rds.csi.srvlab.io',
  block: ['ReadWriteOnce', 'ReadWriteMany'],
  filesystem: [],
};

export const image = containerDisk('ghcr.io/whiskey/vm-base-k3s:2026.08.1', { os: 'nixos' });

export const size = { cpu: 8, memory: Size.gibibytes(16) };

/** A nested cluster as a literal, for charts without a datacenter. */
export const srvlab: NestedCluster = {
  name: 'srvlab',
  namespace: 'srvlab',
  distribution: k3s(),
  endpoint: vms.address('10.42.66.120'),
  podCidr: '10.150.0.0/16',
  serviceCidr: '10.151.0.0/16',
  cni: cilium({ asn: 64516 }),
  token: { type: 'stored', store: 'vault', key: 'srvlab' },
  repository: { url: 'https://git.whiskey.works/whiskey/flux-repo.git' },
  parentLoadBalancers: balancers.range('10.42.69.0/24'),
};

export function servers(...last: readonly number[]): readonly ReturnType<Segment['address']>[] {
  return last.map((one) => vms.address(`10.42.66.${one}`));
}

/** A plain cdk8s chart and the objects it holds once `build` has run. */
export function chartOf(build: (chart: Chart) => void): readonly Manifest[] {
  const chart = new Chart(Testing.app(), 'machines', { disableResourceNameHashes: true });
  build(chart);
  const objects: readonly Manifest[] = chart.toJson();
  return objects;
}

/** An emitted object as plain data; read by `at`, `textAt` and `listAt`. */
export type Manifest = KubeObject;

export function ofKind(objects: readonly Manifest[], kind: string): readonly Manifest[] {
  return objects.filter((object) => object.kind === kind);
}

/** Everything that the shipped schemas find wrong. */
export async function schemaProblems(objects: readonly Manifest[]): Promise<readonly string[]> {
  const schemas = await loadSchemas();
  await schemas.prepare(objects);
  return objects.flatMap((object) =>
    schemas
      .validate(object)
      .map((problem) => `${object.kind} ${object.metadata.name}: ${JSON.stringify(problem)}`),
  );
}

/** A datacenter with a metal cluster of no content and the inner cluster srvlab. */
export function site(): { app: Datacenter; metal: Cluster; inner: InnerCluster; vms: Segment } {
  const app = new Datacenter('whiskey', {
    supernet: '10.42.64.0/18',
    repository: { url: 'https://git.whiskey.works/whiskey/flux-repo.git' },
  });
  const segment = app.segment('vms', {
    vlan: 66,
    cidr: '10.42.66.0/24',
    gateway: '10.42.66.1',
    bridge: 'br66',
    dhcp: '10.42.66.130-10.42.66.189',
  });
  const metal = new Cluster(app, 'metal');
  const inner = new InnerCluster(metal, 'srvlab', {
    distribution: k3s(),
    endpoint: segment.address('10.42.66.120'),
    pods: '10.150.0.0/16',
    services: '10.151.0.0/16',
    cni: cilium(),
    token: { type: 'stored', store: 'vault', key: 'srvlab' },
  });
  return { app, metal, inner, vms: segment };
}
