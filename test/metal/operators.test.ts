import { App, Chart } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { installCdi } from '../../constructs/metal/cdi.ts';
import { installKubeVirt } from '../../constructs/metal/kubevirt.ts';
import type { KubeVirtProps } from '../../constructs/metal/kubevirt.ts';
import { machineNetworks } from '../../constructs/metal/machine-networks.ts';
import { installMultus } from '../../constructs/metal/multus.ts';
import { nodesOf } from '../../constructs/metal/placement.ts';
import { Segment } from '../../src/model/index.ts';
import { loadSchemas } from '../../src/schema/index.ts';

type Manifest = ReturnType<Chart['toJson']>[number];

const vms = new Segment('vms', { vlan: 66, cidr: '10.42.66.0/24', bridge: 'br66', mtu: 9000 });
const workers = nodesOf('amd64');

function emit(build: (chart: Chart) => void): Manifest[] {
  const chart = new Chart(new App(), 'plain');
  build(chart);
  return chart.toJson();
}

const kubeVirt = (props: KubeVirtProps = {}): Manifest[] =>
  emit((chart) => installKubeVirt(chart, props, workers));
const kind = (objects: Manifest[], name: string): Manifest => objects.find((object) => object.kind === name);
const environment = (deployment: Manifest): Record<string, string> =>
  Object.fromEntries(
    deployment.spec.template.spec.containers[0].env.map((one: Manifest) => [one.name, one.value]),
  );

describe('the operators of a metal cluster', () => {
  it('are accepted by the pinned schemas', async () => {
    const objects = emit((chart) => {
      installKubeVirt(
        chart,
        {
          featureGates: ['HostDevices'],
          cpuAllocationRatio: 4,
          passthrough: {
            pciHostDevices: [{ pciVendorSelector: '10DE:1DB1', resourceName: 'nvidia.com/GV100' }],
          },
        },
        workers,
      );
      installCdi(chart, {}, workers);
      installMultus(chart, 'ghcr.io/k8snetworkplumbingwg/multus-cni:v4.3.0');
      machineNetworks(chart, [vms], 'vm-networks');
    });
    const schemas = await loadSchemas();
    await schemas.prepare(objects);
    expect(
      objects.flatMap((object) => schemas.validate(object).map((problem) => ({ object, problem }))),
    ).toEqual([]);
  });

  it('bring the CRD of the object that starts them, under the name and version of that object', () => {
    const objects = [...kubeVirt(), ...emit((chart) => installCdi(chart, {}, workers))];
    for (const name of ['KubeVirt', 'CDI']) {
      const crd = objects.find(
        (object) => object.kind === 'CustomResourceDefinition' && object.spec.names.kind === name,
      );
      const object = kind(objects, name);
      expect(object.apiVersion).toBe(`${crd.spec.group}/${crd.spec.versions[0].name}`);
      expect(crd.metadata.name).toBe(`${crd.spec.names.plural}.${crd.spec.group}`);
      expect(object.metadata.namespace === undefined).toBe(crd.spec.scope === 'Cluster');
      expect(crd.metadata.annotations).toEqual({ 'kustomize.toolkit.fluxcd.io/prune': 'disabled' });
    }
  });

  it('take the images of all components from the tag of the operator', () => {
    const mirror = emit((chart) =>
      installCdi(chart, { image: 'registry.lan/kubevirt/cdi-operator:v1.66.0' }, workers),
    );
    const images = Object.entries(environment(kind(mirror, 'Deployment'))).filter(([name]) =>
      name.endsWith('_IMAGE'),
    );
    expect(images.length).toBe(7);
    for (const [, image] of images) expect(image).toMatch(/^registry\.lan\/kubevirt\/cdi-[a-z]+:v1\.66\.0$/);
    expect(environment(kind(kubeVirt(), 'Deployment'))).toEqual({
      VIRT_OPERATOR_IMAGE: 'quay.io/kubevirt/virt-operator:v1.9.0',
      KUBEVIRT_VERSION: 'v1.9.0',
    });
    expect(() => kubeVirt({ image: `quay.io/kubevirt/virt-operator@sha256:${'0'.repeat(64)}` })).toThrow(
      /tag of its own/,
    );
  });

  it('refuse to be removed while there are machines or disks', () => {
    const objects = [...kubeVirt(), ...emit((chart) => installCdi(chart, {}, workers))];
    for (const name of ['KubeVirt', 'CDI']) {
      expect(kind(objects, name).spec.uninstallStrategy).toBe('BlockUninstallIfWorkloadsExist');
    }
  });

  it('ask for Alpha gates only, once each and sorted', () => {
    const gates = (featureGates: string[]): unknown =>
      kind(kubeVirt({ featureGates }), 'KubeVirt').spec.configuration.developerConfiguration?.featureGates;
    expect(gates(['HostDisk', 'HostDevices', 'HostDisk'])).toEqual(['HostDevices', 'HostDisk']);
    expect(gates([])).toBeUndefined();
    expect(() => gates(['LiveMigration'])).toThrow(/is part of KubeVirt and has no effect/);
    expect(() => gates(['Snapshot'])).toThrow(/already on/);
  });

  it('run on the machines’ architecture, so that no image of another is pulled', () => {
    const objects = kubeVirt();
    const selector = { 'kubernetes.io/arch': 'amd64', 'kubernetes.io/os': 'linux' };
    expect(kind(objects, 'Deployment').spec.template.spec.nodeSelector).toEqual(selector);
    expect(kind(objects, 'KubeVirt').spec.workloads.nodePlacement.nodeSelector).toEqual(selector);
    expect(kind(objects, 'KubeVirt').spec.infra.nodePlacement.nodeSelector).toEqual(selector);
  });
});

describe('Multus and the networks of machines', () => {
  it('give the plugin the kubeconfig by its path on the host, in the mounted folder', () => {
    const daemon = kind(
      emit((chart) => installMultus(chart, 'image:v1')),
      'DaemonSet',
    ).spec.template.spec;
    const mounted = daemon.volumes.find((volume: Manifest) => volume.name === 'cni').hostPath.path;
    const flag = daemon.containers[0].args.find((arg: string) =>
      arg.startsWith('--multus-kubeconfig-file-host='),
    );
    expect(flag).toBe(`--multus-kubeconfig-file-host=${mounted}/multus.d/multus.kubeconfig`);
  });

  it('plug machines into the bridge on layer 2 only', () => {
    const nad = kind(
      emit((chart) => machineNetworks(chart, [vms], 'vm-networks')),
      'NetworkAttachmentDefinition',
    );
    expect(nad.metadata).toEqual({ namespace: 'vm-networks', name: 'vms' });
    const config = JSON.parse(nad.spec.config);
    expect(config).toMatchObject({ type: 'bridge', bridge: 'br66', mtu: 9000, ipam: {}, macspoofchk: true });
    expect(config).not.toHaveProperty('vlan');
    expect(config).not.toHaveProperty('isGateway');
  });

  it('refuse a segment without a bridge', () => {
    const lbs = new Segment('lbs', { cidr: '10.42.69.0/24' });
    expect(() => emit((chart) => machineNetworks(chart, [lbs], 'vm-networks'))).toThrow(
      /segment lbs without a bridge/,
    );
  });
});
