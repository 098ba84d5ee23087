import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/model/index.ts';
import { computeEdges } from '../../src/synth/edges.ts';
import { gatesOf, kustomization } from '../../src/synth/kustomization.ts';
import { repositoryOf } from '../invalid/repository-of.ts';
import type { FixtureLayer } from '../invalid/repository-of.ts';

const schemas = {
  kindOf: (_: string, kind: string) =>
    kind === 'ClusterIssuer'
      ? { scope: 'Cluster' as const, crd: 'clusterissuers.cert-manager.io' }
      : kind === 'VirtualMachine'
        ? { scope: 'Namespaced' as const, crd: 'virtualmachines.kubevirt.io' }
        : undefined,
};

const issuer = 'apiVersion: cert-manager.io/v1\nkind: ClusterIssuer\nmetadata: { name: le }';
const release = (name: string): string =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: ${name}, namespace: ${name} }\n` +
  `spec: { chart: { spec: { sourceRef: { kind: HelmRepository, name: charts, namespace: flux-system } } } }`;
const repository =
  'apiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata: { name: charts, namespace: flux-system }';
const certManager: Fact = {
  type: 'crds',
  crds: ['*.cert-manager.io'],
  by: {
    group: 'helm.toolkit.fluxcd.io',
    kind: 'HelmRelease',
    namespace: 'cert-manager',
    name: 'cert-manager',
  },
  provenance: 'chart',
};

function edgesOf(layers: { readonly [layer: string]: FixtureLayer }) {
  const emitted = repositoryOf({ metal: layers });
  const edges = computeEdges(emitted, schemas);
  const layer = (name: string) => emitted.clusters[0]?.layers.find((one) => one.name === name) as never;
  return {
    edges,
    dependsOn: (name: string) => edges.dependsOn(layer(name)),
    gates: (name: string) => gatesOf(layer(name), edges).map((ref) => ref.name),
    spec: (name: string) => kustomization(emitted, layer(name), edges, '').spec as { [key: string]: unknown },
  };
}

describe('the order of layers', () => {
  it('puts an object after the release that installs its kind, and waits for the release and the CRD', () => {
    const found = edgesOf({
      config: { objects: issuer },
      infrastructure: { objects: release('cert-manager'), facts: [certManager] },
    });
    expect(found.dependsOn('config')).toEqual(['infrastructure']);
    expect(found.gates('infrastructure')).toEqual(['clusterissuers.cert-manager.io', 'cert-manager']);
    expect(found.dependsOn('infrastructure')).toEqual([]);
  });

  it('waits for a CRD in plain YAML without a gate: Flux establishes it before the layer counts as applied', () => {
    const found = edgesOf({
      config: { objects: issuer },
      infrastructure: {
        objects: release('cert-manager'),
        facts: [{ ...certManager, provenance: 'manifest' }],
      },
    });
    expect(found.dependsOn('config')).toEqual(['infrastructure']);
    expect(found.gates('infrastructure')).toEqual([]);
  });

  it('puts a release after its source', () => {
    const found = edgesOf({ apps: { objects: release('x') }, sources: { objects: repository } });
    expect(found.dependsOn('apps')).toEqual(['sources']);
  });

  it('puts an object after the namespace it lives in', () => {
    const found = edgesOf({
      a: { objects: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c, namespace: n }' },
      b: { objects: 'apiVersion: v1\nkind: Namespace\nmetadata: { name: n }' },
    });
    expect(found.dependsOn('a')).toEqual(['b']);
  });

  it('leaves out what a chain already implies', () => {
    const found = edgesOf({
      config: { objects: issuer },
      infrastructure: { objects: release('cert-manager'), facts: [certManager] },
      services: { objects: release('app'), after: ['config'] },
      sources: { objects: repository },
    });
    expect(found.dependsOn('services')).toEqual(['config']);
    expect([...found.edges.before('metal', 'services')].sort()).toEqual([
      'config',
      'infrastructure',
      'sources',
    ]);
  });

  it('drops a soft reference that would close a cycle', () => {
    const found = edgesOf({
      a: {
        objects:
          'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: d, namespace: n }\n' +
          'spec: { template: { spec: { volumes: [{ name: v, secret: { secretName: s } }] } } }\n' +
          '---\napiVersion: v1\nkind: Namespace\nmetadata: { name: n }',
      },
      b: { objects: 'apiVersion: v1\nkind: Secret\nmetadata: { name: s, namespace: n }' },
    });
    expect(found.dependsOn('b')).toEqual(['a']);
    expect(found.dependsOn('a')).toEqual([]);
    expect(found.edges.cycles).toEqual([]);
  });

  it('reports a hard cycle as a path', () => {
    const found = edgesOf({
      a: { objects: 'apiVersion: v1\nkind: Namespace\nmetadata: { name: n }', after: ['b'] },
      b: { objects: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c, namespace: n }' },
    });
    expect(found.edges.cycles).toEqual([{ cluster: 'metal', path: ['a', 'b', 'a'] }]);
  });

  it('waits for a declared need, and judges it by the declared expression', () => {
    const kubevirt = { group: 'kubevirt.io', kind: 'KubeVirt', namespace: 'kubevirt', name: 'kubevirt' };
    const found = edgesOf({
      config: {
        objects:
          'apiVersion: kubevirt.io/v1\nkind: KubeVirt\nmetadata: { name: kubevirt, namespace: kubevirt }',
        facts: [
          {
            type: 'gate',
            ref: kubevirt,
            apiVersion: 'kubevirt.io/v1',
            current: "status.phase == 'Deployed'",
          },
        ],
      },
      machines: {
        objects: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c, namespace: default }',
        facts: [{ type: 'needs', ref: kubevirt, reason: 'the machines need it' }],
      },
    });
    expect(found.dependsOn('machines')).toEqual(['config']);
    expect(found.spec('config')).toMatchObject({
      wait: false,
      healthChecks: [
        { apiVersion: 'kubevirt.io/v1', kind: 'KubeVirt', name: 'kubevirt', namespace: 'kubevirt' },
      ],
      healthCheckExprs: [
        { apiVersion: 'kubevirt.io/v1', kind: 'KubeVirt', current: "status.phase == 'Deployed'" },
      ],
    });
    expect(found.spec('machines')).not.toHaveProperty('healthChecks');
  });

  it('does not depend on the order in which layers are declared', () => {
    const layers = {
      config: { objects: issuer },
      infrastructure: { objects: release('cert-manager'), facts: [certManager] },
      sources: { objects: repository },
    };
    const turned = Object.fromEntries(Object.entries(layers).toReversed());
    for (const name of Object.keys(layers))
      expect(edgesOf(layers).dependsOn(name)).toEqual(edgesOf(turned).dependsOn(name));
  });
});
