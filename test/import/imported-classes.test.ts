import { App, Chart, Testing } from 'cdk8s';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { CiliumBGPClusterConfig } from '../../imports/cilium.io.ts';
import { Cluster, ClusterV1Beta1 } from '../../imports/cluster.x-k8s.io.ts';
import { ConfigMap, Deployment, type PodSpec } from '../../imports/k8s.ts';
import {
  VirtualMachine,
  type VirtualMachineProps,
  type VirtualMachineSpec,
} from '../../imports/kubevirt.io.ts';
import { Kustomization } from '../../imports/kustomize.toolkit.fluxcd.io.ts';

const spec: VirtualMachineSpec = {
  runStrategy: 'Always',
  template: {
    spec: {
      domain: { devices: { disks: [{ name: 'root', disk: { bus: 'virtio' } }] }, memory: { guest: '16Gi' } },
      volumes: [{ name: 'root', dataVolume: { name: 'root' } }],
    },
  },
};

describe('imported classes', () => {
  it('emit the object that was described, under its wire names', () => {
    const chart = new Chart(new App(), 'chart');
    new VirtualMachine(chart, 'vm', { metadata: { name: 'one', namespace: 'vms' }, spec });
    expect(Testing.synth(chart)).toEqual([
      {
        apiVersion: 'kubevirt.io/v1',
        kind: 'VirtualMachine',
        metadata: { name: 'one', namespace: 'vms' },
        spec,
      },
    ]);
  });

  it('leave out fields that are undefined', () => {
    const chart = new Chart(new App(), 'chart');
    new ConfigMap(chart, 'map', { metadata: { name: 'a' }, data: undefined, immutable: true });
    expect(Testing.synth(chart)).toEqual([
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, immutable: true },
    ]);
  });

  it('carry their group, version and kind', () => {
    expect(VirtualMachine.GVK).toEqual({ apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachine' });
    expect(Cluster.GVK.apiVersion).toBe('cluster.x-k8s.io/v1beta2');
    expect(ClusterV1Beta1.GVK.apiVersion).toBe('cluster.x-k8s.io/v1beta1');
    expect(CiliumBGPClusterConfig.manifest({ spec: { bgpInstances: [{ name: 'a' }] } })).toEqual({
      ...CiliumBGPClusterConfig.GVK,
      spec: { bgpInstances: [{ name: 'a' }] },
    });
  });
});

describe('imported types', () => {
  it('refuse unknown fields, missing fields, wrong types and values outside an enum', () => {
    const source = { kind: 'GitRepository', name: 'flux-system' } as const;
    // @ts-expect-error sourceRfe is not a field
    Kustomization.manifest({ spec: { interval: '1h', prune: true, sourceRef: source, sourceRfe: source } });
    // @ts-expect-error prune is required
    Kustomization.manifest({ spec: { interval: '1h', sourceRef: source } });
    // @ts-expect-error prune is a boolean
    Kustomization.manifest({ spec: { interval: '1h', prune: 'yes', sourceRef: source } });
    // @ts-expect-error Git is not among the kinds of source
    Kustomization.manifest({ spec: { interval: '1h', prune: true, sourceRef: { kind: 'Git', name: 'a' } } });
    // @ts-expect-error spec is required
    const props: VirtualMachineProps = {};
    expect(props).toEqual({});
  });

  it('take numbers and strings where Kubernetes does, and names from the source for built-in kinds', () => {
    expectTypeOf<PodSpec['containers'][number]['name']>().toEqualTypeOf<string>();
    expectTypeOf<ConstructorParameters<typeof Deployment>[2]>().not.toBeAny();
    const pod: PodSpec = { containers: [{ name: 'a', resources: { limits: { cpu: 1, memory: '1Gi' } } }] };
    expect(pod.containers).toHaveLength(1);
  });
});
