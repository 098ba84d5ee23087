import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadSchemas, type SchemaCatalog } from '../../src/schema/index.ts';

let catalog: SchemaCatalog;
beforeAll(async () => {
  catalog = await loadSchemas();
  await catalog.prepare([
    { apiVersion: 'v1', kind: 'ConfigMap' },
    { apiVersion: 'v1', kind: 'Secret' },
    { apiVersion: 'v1', kind: 'Service' },
    { apiVersion: 'apps/v1', kind: 'Deployment' },
    { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease' },
    { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization' },
    { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachine' },
    { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy' },
    { apiVersion: 'example.org/v1', kind: 'Unknown' },
  ]);
});

describe('kindOf', () => {
  it('knows scope, plural and CRD of a custom kind', () => {
    expect(catalog.kindOf('kubevirt.io/v1', 'VirtualMachine')).toEqual({
      scope: 'Namespaced',
      plural: 'virtualmachines',
      crd: 'virtualmachines.kubevirt.io',
    });
    expect(catalog.kindOf('cert-manager.io/v1', 'ClusterIssuer')?.scope).toBe('Cluster');
  });

  it('knows built-in kinds as kinds without a CRD', () => {
    expect(catalog.kindOf('v1', 'Namespace')).toEqual({
      scope: 'Cluster',
      plural: 'namespaces',
      crd: undefined,
    });
    expect(catalog.kindOf('networking.k8s.io/v1', 'NetworkPolicy')?.plural).toBe('networkpolicies');
    expect(catalog.kindOf('networking.k8s.io/v1', 'IngressClass')?.plural).toBe('ingressclasses');
  });

  it('does not know a version that is not served', () => {
    expect(catalog.kindOf('external-secrets.io/v1beta1', 'ExternalSecret')).toBeUndefined();
    expect(catalog.kindOf('v1', 'toString')).toBeUndefined();
  });
});

describe('validate', () => {
  const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'b' } };

  it('accepts an ordinary object', () => {
    expect(catalog.validate({ ...configMap, data: { key: 'value' } })).toEqual([]);
  });

  it('says that a kind has no schema', () => {
    expect(
      catalog.validate({ apiVersion: 'example.org/v1', kind: 'Unknown', metadata: { name: 'a' } }),
    ).toMatchObject([{ path: '', message: 'there is no schema for this kind' }]);
    expect(catalog.validate(null)).toHaveLength(1);
  });

  it('throws for a kind that was not prepared', () => {
    expect(() => catalog.validate({ apiVersion: 'batch/v1', kind: 'Job' })).toThrow('was not prepared');
  });

  it.each([
    ['an unknown field', { dat: {} }, 'dat', 'did you mean data'],
    ['a status', { status: {} }, 'status', undefined],
    ['a value of another type', { data: { port: 80 } }, 'data.port', undefined],
    ['a null', { immutable: null }, 'immutable', undefined],
  ])('names %s and its path', (_what, fields, path, fix) => {
    expect(catalog.validate({ ...configMap, ...fields })).toMatchObject([
      { path, ...(fix === undefined ? {} : { fix }) },
    ]);
  });

  it.each([
    ['a number as label', { labels: { a: 1 } }, 'metadata.labels.a'],
    ['a label value with a blank', { labels: { a: 'b c' } }, 'metadata.labels.a'],
    ['a label key with a blank', { labels: { 'a b': 'c' } }, 'metadata.labels'],
    ['a boolean as annotation', { annotations: { a: true } }, 'metadata.annotations.a'],
    ['a field of the server', { uid: 'x' }, 'metadata.uid'],
    ['a misspelt field', { lables: {} }, 'metadata.lables'],
    ['a namespace in capitals', { namespace: 'Default' }, 'metadata.namespace'],
  ])('refuses in metadata %s', (_what, metadata, path) => {
    expect(
      catalog.validate({ ...configMap, metadata: { ...configMap.metadata, ...metadata } }),
    ).toMatchObject([{ path }]);
  });

  it('needs a name', () => {
    expect(catalog.validate({ ...configMap, metadata: {} })).toMatchObject([{ path: 'metadata.name' }]);
  });

  it('reads base64 only where Secrets need it', () => {
    const secret = { ...configMap, kind: 'Secret' };
    expect(catalog.validate({ ...secret, data: { a: 'YWJj' } })).toEqual([]);
    expect(catalog.validate({ ...secret, data: { a: 'not base64' } })).toMatchObject([{ path: 'data.a' }]);
    expect(catalog.validate({ ...secret, stringData: { a: 'not base64' } })).toEqual([]);
  });

  it('takes ports as numbers or names, and quantities as numbers or text', () => {
    const service = { ...configMap, kind: 'Service', spec: { ports: [{ port: 80, targetPort: 'http' }] } };
    expect(catalog.validate(service)).toEqual([]);
    const container = (cpu: unknown) => ({
      ...configMap,
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      spec: {
        selector: { matchLabels: { a: 'b' } },
        template: { spec: { containers: [{ name: 'a', resources: { limits: { cpu } } }] } },
      },
    });
    expect(catalog.validate(container(0.5))).toEqual([]);
    expect(catalog.validate(container('500m'))).toEqual([]);
    expect(catalog.validate(container('half'))).toHaveLength(1);
  });

  it('refuses two items with the same key in a keyed list', () => {
    const port = { port: 80, protocol: 'TCP' };
    const service = { ...configMap, kind: 'Service', spec: { ports: [port, { ...port, name: 'b' }] } };
    expect(catalog.validate(service)).toMatchObject([{ path: 'spec.ports', got: 'port 80, protocol "TCP"' }]);
  });

  it('reports every mistake of an object, in the order of their paths', () => {
    const problems = catalog.validate({
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachine',
      metadata: { name: 'a', namespace: 'b' },
      spec: {
        runStrategy: true,
        template: {
          spec: {
            domain: { devices: { disks: [{ name: 'root', disk: { buss: 'virtio' } }] } },
            hostnam: 'x',
          },
        },
      },
    });
    expect(problems.map(({ path }) => path)).toEqual([
      'spec.runStrategy',
      'spec.template.spec.domain.devices.disks[0].disk.buss',
      'spec.template.spec.hostnam',
    ]);
    expect(problems[1]?.fix).toBe('did you mean bus');
  });

  it('says which forms a choice has', () => {
    const policy = { ...configMap, apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy' };
    const spec = {
      endpointSelector: {},
      egress: [{ toCIDRSet: [{ cidr: '10.0.0.0/8', cidrGroupRef: 'a' }] }],
    };
    expect(catalog.validate({ ...policy, spec })).toMatchObject([
      {
        path: 'spec.egress[0].toCIDRSet[0]',
        expected: expect.stringMatching(/^exactly one of .*cidr/) as string,
      },
    ]);
  });
});

describe('CEL rules', () => {
  const chart = { spec: { chart: 'x', sourceRef: { kind: 'HelmRepository', name: 'r' } } };
  const chartRef = { kind: 'OCIRepository', name: 'r' };

  it('hold for an object that keeps them', () => {
    expect(catalog.validate(release({ chart }))).toEqual([]);
    expect(catalog.validate(release({ chartRef }))).toEqual([]);
  });

  it('are reported where an object breaks them', () => {
    expect(catalog.validate(release({ chart, chartRef }))).toMatchObject([{ path: 'spec' }]);
    expect(catalog.validate(release({}))).toMatchObject([{ path: 'spec' }]);
  });

  it('are evaluated with schema defaults in place', async () => {
    const apiVersion = 'gateway.networking.k8s.io/v1';
    await catalog.prepare([{ apiVersion, kind: 'Gateway' }]);
    const gateway = (listeners: readonly object[]) => ({
      apiVersion,
      kind: 'Gateway',
      metadata: { name: 'a', namespace: 'b' },
      spec: { gatewayClassName: 'cilium', listeners },
    });
    const http = { name: 'http', port: 80, protocol: 'HTTP' };
    expect(catalog.validate(gateway([http]))).toEqual([]);
    expect(catalog.validate(gateway([http, { ...http, name: 'again' }]))).toMatchObject([
      { path: 'spec.listeners' },
    ]);
  });

  it('that the engine cannot evaluate are named, not guessed', async () => {
    const apiVersion = 'gateway.networking.k8s.io/v1';
    await catalog.prepare([{ apiVersion, kind: 'GRPCRoute' }]);
    const method = { service: 'Not A Service!', method: 'x' };
    const route = {
      apiVersion,
      kind: 'GRPCRoute',
      metadata: { name: 'a', namespace: 'b' },
      spec: { rules: [{ matches: [{ method }] }] },
    };
    expect(catalog.validate(route)).toEqual([]);
    expect(catalog.uncheckedRules().some((rule) => rule.includes('(?i)'))).toBe(true);
  });
});

describe('a schema folder', () => {
  it('that was not written by an import is refused by name', async () => {
    const folder = pathToFileURL('/does/not/exist');
    await expect(loadSchemas([folder])).rejects.toThrow('/does/not/exist/index.json cannot be read');
  });
});

function release(spec: object) {
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'a', namespace: 'b' },
    spec: { interval: '1h', ...spec },
  };
}
