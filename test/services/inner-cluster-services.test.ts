import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  InnerClusterServices,
  ciliumGateway,
  echo,
  externalDns,
  ghost,
  ingressNginx,
  rdsNode,
  tailscale,
  traefik,
} from '../../constructs/services/index.ts';
import type { IngressController, InnerClusterServicesProps } from '../../constructs/services/index.ts';
import { bootScripts } from '../../src/guest/boot-script.ts';
import { extendGuest } from '../../src/guest/guest-config.ts';
import { listAt, objectsOf, textAt } from '../../src/model/index.ts';
import type { EmittedObject } from '../../src/model/index.ts';
import { loadSchemas } from '../../src/schema/index.ts';
import { synth } from '../../src/synth/index.ts';
import type { SynthResult } from '../../src/synth/index.ts';
import { everything, site } from './site.ts';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'services-'));
});
afterEach(() => rmSync(out, { recursive: true }));

const controllers: readonly (readonly [string, (at: ReturnType<typeof site>) => IngressController])[] = [
  ['ingress-nginx', ({ vms }) => ingressNginx({ address: vms.address('10.42.66.201') })],
  ['the Gateway of Cilium', ({ vms }) => ciliumGateway({ address: vms.address('10.42.66.201') })],
  ['Traefik', ({ vms }) => traefik({ address: vms.address('10.42.66.201') })],
];

async function run(ingress: (at: ReturnType<typeof site>) => IngressController): Promise<SynthResult> {
  const at = site();
  new InnerClusterServices(at.lab, 'services', { ...everything(at.vault), ingress: ingress(at) });
  return synth(at.datacenter, { out });
}

const ofLab = (result: SynthResult): EmittedObject[] =>
  objectsOf(result.repository).filter(({ cluster }) => cluster === 'lab');
type Manifest = ReturnType<Chart['toJson']>[number];

/** Everything in a plain chart, for a construct of that name. */
function plain(id: string): Manifest[] {
  const chart = new Chart(new App(), id);
  new InnerClusterServices(chart, id, { ...everything(site().vault), ingress: traefik() });
  return chart.toJson();
}

const lines = (objects: Manifest[]): string[] => objects.map((object) => JSON.stringify(object)).toSorted();
const text = (object: EmittedObject | undefined): string => JSON.stringify(object?.manifest);

describe('the services of an inner cluster', () => {
  it.each(controllers)('pass every check behind %s', async (_, ingress) => {
    const { findings } = await run(ingress);
    const expected = ['ingress/retired', 'services/ghost-database'];
    expect(findings.filter(({ code }) => !expected.includes(code))).toEqual([]);
  });

  it.each(controllers)('point every record at the tailnet behind %s', async (_, ingress) => {
    const result = await run(ingress);
    const release = ofLab(result).find(
      ({ ref }) => ref.kind === 'HelmRelease' && ref.name === 'external-dns',
    );
    const prefix = textAt(release?.manifest, 'spec', 'values', 'annotationPrefix');
    const routes = ofLab(result).filter(({ ref }) => ['Ingress', 'Gateway'].includes(ref.kind));
    expect(routes).not.toEqual([]);
    for (const { manifest } of routes) {
      expect(manifest.metadata.annotations).toMatchObject({ [`${prefix}target`]: '100.64.0.16' });
    }
  });

  it('are in the layer that their kinds can be applied in', async () => {
    const objects = ofLab(await run(controllers[0]![1]));
    const layersOf = (kind: string): string[] => [
      ...new Set(objects.filter(({ ref }) => ref.kind === kind).map(({ layer }) => layer.name)),
    ];
    expect(layersOf('HelmRelease')).toEqual(['infrastructure']);
    expect(layersOf('Namespace')).toEqual(['infrastructure']);
    for (const kind of ['ClusterIssuer', 'ClusterSecretStore', 'ExternalSecret', 'MariaDB', 'Cluster']) {
      expect([kind, ...layersOf(kind)]).toEqual([kind, 'infrastructure-config']);
    }
    for (const kind of ['Deployment', 'Ingress', 'PersistentVolumeClaim'])
      expect([kind, ...layersOf(kind)]).toEqual([kind, 'services']);
  });

  it('never make a layer wait for a release that itself waits for the next layer', async () => {
    const result = await run(controllers[2]![1]);
    const gates = result.edges.all
      .filter(({ to }) => to.cluster === 'lab' && to.name === 'infrastructure')
      .flatMap((edge) => edge.gates.map(({ name }) => name));
    // These need Secrets or addresses that infrastructure-config brings.
    for (const late of ['external-dns', 'cert-manager-webhook-dnsimple', 'rds-csi', 'traefik']) {
      expect(gates).not.toContain(late);
    }
    expect(gates).toContain('cert-manager');
  });

  it('install the webhook of DNSimple after the kinds that its chart holds objects of', async () => {
    const objects = ofLab(await run(controllers[0]![1]));
    const webhook = objects.find(
      ({ ref }) => ref.kind === 'HelmRelease' && ref.name === 'cert-manager-webhook-dnsimple',
    );
    expect(listAt(webhook?.manifest, 'spec', 'dependsOn')).toEqual([
      { name: 'cert-manager', namespace: 'cert-manager' },
    ]);
  });

  it('pack a chart from Git anew with every tag', async () => {
    const objects = ofLab(await run(controllers[0]![1]));
    const driver = objects.find(({ ref }) => ref.kind === 'HelmRelease' && ref.name === 'rds-csi');
    expect(textAt(driver?.manifest, 'spec', 'chart', 'spec', 'reconcileStrategy')).toBe('Revision');
    expect(textAt(driver?.manifest, 'spec', 'values', 'rds', 'nqnPrefix')).toMatch(/:pvc-$/);
  });

  it('load the module of NVMe volumes in machines at every boot, before K3s starts', () => {
    const guest = extendGuest({ hostname: { fixed: 'lab-0' } }, rdsNode);
    const script = bootScripts(
      extendGuest(guest, { units: [{ name: 'k3s.service', content: '', start: true }] }),
    ).join('\n');
    const at = [
      'modules-load.d/rds-csi.conf',
      'restart systemd-modules-load.service',
      'restart k3s.service',
    ].map((part) => script.indexOf(part));
    expect(at).not.toContain(-1);
    expect(at).toEqual(at.toSorted((one, other) => one - other));
  });

  it('start Cilium after the CRDs that it looks for once', async () => {
    const { edges } = await run(controllers[1]![1]);
    expect([...edges.before('lab', 'infrastructure')]).toContain('sources');
    expect(
      edges.all.some(
        ({ from, gates }) =>
          from.name === 'infrastructure' && gates.some(({ name }) => name === 'gateway-api'),
      ),
    ).toBe(true);
  });

  it('keep whatever holds data when it leaves Git', async () => {
    const objects = ofLab(await run(controllers[0]![1]));
    const stateful = objects.filter(({ facts }) => facts.some(({ type }) => type === 'stateful'));
    expect(stateful.map(({ ref }) => `${ref.kind} ${ref.name}`)).toEqual(
      expect.arrayContaining([
        'Cluster hedgedoc-db',
        'MariaDB ghost-db',
        'PersistentVolumeClaim ghost-content',
        'PersistentVolumeClaim uptime-kuma-data',
        'Secret tailscale-state',
      ]),
    );
    for (const { manifest } of stateful) {
      expect(manifest.metadata.annotations).toMatchObject({
        'kustomize.toolkit.fluxcd.io/prune': 'disabled',
      });
    }
  });

  it('say nothing that depends on where the construct is in the tree', async () => {
    expect(lines(plain('one'))).toEqual(lines(plain('another')));
  });

  it('work in a plain chart, each object once and accepted by the pinned schemas', async () => {
    const objects = plain('services');
    const names = objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    const schemas = await loadSchemas();
    await schemas.prepare(objects);
    expect(objects.flatMap((object) => schemas.validate(object))).toEqual([]);
  });

  it('hand only the two web ports to the ingress', async () => {
    const object = ofLab(await run(controllers[1]![1])).find(({ ref }) => ref.kind === 'ConfigMap');
    const config: unknown = JSON.parse(textAt(object?.manifest, 'data', 'serve.json') ?? '');
    const host = 'cilium-gateway-gateway.gateway.svc.cluster.local';
    expect(config).toEqual({ TCP: { 80: { TCPForward: `${host}:80` }, 443: { TCPForward: `${host}:443` } } });
  });

  it('give HedgeDoc its password before the address that contains it', async () => {
    const object = ofLab(await run(controllers[0]![1])).find(
      ({ ref }) => ref.kind === 'Deployment' && ref.name === 'hedgedoc',
    );
    const names = listAt(object?.manifest, 'spec', 'template', 'spec', 'containers', 0, 'env').map((one) =>
      textAt(one, 'name'),
    );
    expect(names.indexOf('DB_PASSWORD')).toBeGreaterThanOrEqual(0);
    expect(names.indexOf('DB_PASSWORD')).toBeLessThan(names.indexOf('CMD_DB_URL'));
  });

  it('hold no value of a secret', async () => {
    const objects = ofLab(await run(controllers[0]![1]));
    const secrets = objects.filter(({ ref }) => ref.kind === 'Secret');
    expect(secrets.map(({ ref }) => ref.name)).toEqual(['tailscale-state']);
    expect(text(secrets[0])).not.toMatch(/"(data|stringData)"/);
  });
});

const make = (props: InnerClusterServicesProps) => () =>
  new InnerClusterServices(new Chart(new App(), 'plain'), 'services', props);

describe('wrong services', () => {
  const { vault } = site();

  it.each<[string, InnerClusterServicesProps, RegExp]>([
    [
      'an application whose database nobody runs',
      { secrets: [vault], ingress: traefik(), zone: 'x.org', apps: [ghost({ host: 'blog' })] },
      /mariadb database that nobody runs/,
    ],
    ['an application without a way in', { zone: 'x.org', apps: [echo()] }, /nothing takes requests/],
    ['a label without a zone', { ingress: traefik(), apps: [echo()] }, /has no domain/],
    [
      'a proxy without a secret',
      { ingress: traefik(), remoteAccess: tailscale({ address: '100.64.0.16' }) },
      /gets the secret tailscale from/,
    ],
    ['records without a provider', { dns: externalDns({ zone: 'x.org' }) }, /who hosts the zone x.org/],
    ['two add-ons of one name', { ingress: traefik(), zone: 'x.org', apps: [echo(), echo()] }, /same name/],
    [
      'a host that the wildcard does not cover',
      { ingress: ciliumGateway(), zone: 'x.org', apps: [echo({ host: 'a.b.x.org' })] },
      /does not cover the host/,
    ],
    [
      'a target that is another machine of the tailnet',
      {
        dns: externalDns({ zone: 'x.org', target: '100.64.0.17' }),
        remoteAccess: tailscale({ address: '100.64.0.16' }),
      },
      /another machine of the tailnet/,
    ],
  ])('are refused: %s', (_, props, message) => {
    expect(make(props)).toThrow(message);
  });

  it('are refused: a proxy outside its tailnet', () => {
    expect(() => tailscale({ address: '10.42.66.201' })).toThrow(/not in its tailnet/);
  });
});
