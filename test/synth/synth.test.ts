import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accept } from '../../constructs/cluster/accept.ts';
import { Cluster } from '../../constructs/cluster/cluster.ts';
import { Datacenter } from '../../constructs/cluster/datacenter.ts';
import { declare } from '../../constructs/cluster/declare.ts';
import { ConfigMap, PersistentVolumeClaim } from '../../imports/k8s.ts';
import { synth, SynthError } from '../../src/synth/index.ts';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'synth-'));
});
afterEach(() => rmSync(out, { recursive: true }));

/** A site with one cluster, to which a test adds what it is about. */
function site(describeCluster: (cluster: Cluster, datacenter: Datacenter) => void): Datacenter {
  const datacenter = new Datacenter('site', {
    supernet: '10.42.64.0/18',
    repository: { url: 'https://git.example.org/flux.git' },
  });
  describeCluster(new Cluster(datacenter, 'metal'), datacenter);
  return datacenter;
}

function configMap(cluster: Cluster, name: string, value = 'x', layer = 'services'): ConfigMap {
  return new ConfigMap(cluster.layer(layer).component('app'), name, {
    metadata: { name, namespace: 'default' },
    data: { value },
  });
}

function claim(
  cluster: Cluster,
  name: string,
  options: { size?: string; layer?: string; id?: string } = {},
): void {
  const object = new PersistentVolumeClaim(cluster.layer(options.layer ?? 'services'), options.id ?? 'disk', {
    metadata: {
      name,
      namespace: 'default',
      annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
    },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: options.size ?? '10Gi' } } },
  });
  const ref = { group: '', kind: 'PersistentVolumeClaim', namespace: 'default', name };
  declare(object, { type: 'stateful', ref, holds: 'the disk' });
}

function tree(folder: string): { readonly [path: string]: string } {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

async function codesOf(run: Promise<unknown>): Promise<readonly string[]> {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(SynthError);
  return (error as SynthError).findings.map((finding) => finding.code);
}

describe('synth', () => {
  it('writes one object a file, a list in every folder, and one Flux Kustomization for each layer', async () => {
    await synth(
      site((cluster) => configMap(cluster, 'a')),
      { out },
    );
    expect(Object.keys(tree(out))).toEqual([
      '.sourceignore',
      'clusters/metal/kustomization.yaml',
      'clusters/metal/services.yaml',
      'index.json',
      'manifests/metal/services/app/configmap-a.yaml',
      'manifests/metal/services/app/kustomization.yaml',
      'manifests/metal/services/kustomization.yaml',
    ]);
  });

  it('writes nothing the second time', async () => {
    const datacenter = site((cluster) => configMap(cluster, 'a'));
    await synth(datacenter, { out });
    const { change } = await synth(datacenter, { out });
    expect([change.added, change.changed, change.removed]).toEqual([[], [], []]);
  });

  it('gives the same bytes whatever the order of creation', async () => {
    const names = ['c', 'a', 'b'];
    await synth(
      site((cluster) => names.forEach((name) => configMap(cluster, name))),
      { out },
    );
    const other = mkdtempSync(join(tmpdir(), 'synth-'));
    await synth(
      site((cluster) => names.toReversed().forEach((name) => configMap(cluster, name))),
      { out: other },
    );
    expect(tree(other)).toEqual(tree(out));
    rmSync(other, { recursive: true });
  });

  it('changes only the line that holds the changed fact', async () => {
    await synth(
      site((cluster) => ['a', 'b'].forEach((name) => configMap(cluster, name))),
      { out },
    );
    const before = tree(out);
    await synth(
      site((cluster) => (configMap(cluster, 'a', 'y'), configMap(cluster, 'b'))),
      { out },
    );
    const after = tree(out);
    const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
    expect(changed).toEqual(['manifests/metal/services/app/configmap-a.yaml']);
    expect(after[changed[0] ?? '']).toBe(before[changed[0] ?? '']?.replace('value: x', 'value: "y"'));
  });

  it('removes what it wrote before and leaves files of others alone', async () => {
    await synth(
      site((cluster) => ['a', 'b'].forEach((name) => configMap(cluster, name))),
      { out },
    );
    writeFileSync(join(out, 'manifests/metal/services/app/notes.txt'), 'mine');
    await synth(
      site((cluster) => configMap(cluster, 'a')),
      { out },
    );
    const paths = Object.keys(tree(out));
    expect(paths).not.toContain('manifests/metal/services/app/configmap-b.yaml');
    expect(paths).toContain('manifests/metal/services/app/notes.txt');
  });

  it('gives objects that would share a file their namespace as a folder', async () => {
    const datacenter = site((cluster) => {
      for (const namespace of ['default', 'kube-system']) {
        new ConfigMap(cluster.services, namespace, {
          metadata: { name: 'same', namespace },
          data: { a: 'b' },
        });
      }
    });
    await synth(datacenter, { out });
    expect(Object.keys(tree(out)).filter((path) => path.includes('configmap-'))).toEqual([
      'manifests/metal/services/default/configmap-same.yaml',
      'manifests/metal/services/kube-system/configmap-same.yaml',
    ]);
  });

  it('writes nothing at all when a check fails', async () => {
    await synth(
      site((cluster) => configMap(cluster, 'a')),
      { out },
    );
    const before = tree(out);
    const broken = site((cluster, datacenter) => {
      configMap(cluster, 'a', 'changed');
      new ApiObject(cluster.services, 'x', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'x', namespace: 'default' },
        dta: {},
      });
      expect(datacenter.name).toBe('site');
    });
    await expect(synth(broken, { out })).rejects.toBeInstanceOf(SynthError);
    expect(tree(out)).toEqual(before);
  });

  it('refuses to write objects that no cluster would apply', async () => {
    const datacenter = site((cluster) => configMap(cluster, 'a'));
    const { Chart } = await import('cdk8s');
    new ConfigMap(new Chart(datacenter, 'loose'), 'x', { metadata: { name: 'x', namespace: 'default' } });
    expect(await codesOf(synth(datacenter, { out }))).toEqual(['flux/outside-layer']);
  });
});

describe('comparing with the last run', () => {
  it('refuses to lose what holds data', async () => {
    await synth(
      site((cluster) => (claim(cluster, 'data'), configMap(cluster, 'a'))),
      { out },
    );
    expect(
      await codesOf(
        synth(
          site((cluster) => configMap(cluster, 'a')),
          { out },
        ),
      ),
    ).toEqual(['safety/removed']);
  });

  it('knows a rename by the construct that made both', async () => {
    await synth(
      site((cluster) => claim(cluster, 'data')),
      { out },
    );
    expect(
      await codesOf(
        synth(
          site((cluster) => claim(cluster, 'other')),
          { out },
        ),
      ),
    ).toEqual(['safety/renamed']);
  });

  it('refuses to hand data from one Kustomization to another', async () => {
    await synth(
      site((cluster) => claim(cluster, 'data')),
      { out },
    );
    expect(
      await codesOf(
        synth(
          site((cluster) => claim(cluster, 'data', { layer: 'storage' })),
          { out },
        ),
      ),
    ).toEqual(['safety/moved']);
  });

  it('lets a volume grow but not shrink', async () => {
    await synth(
      site((cluster) => claim(cluster, 'data')),
      { out },
    );
    await synth(
      site((cluster) => claim(cluster, 'data', { size: '20Gi' })),
      { out },
    );
    expect(
      await codesOf(
        synth(
          site((cluster) => claim(cluster, 'data', { size: '15Gi' })),
          { out },
        ),
      ),
    ).toEqual(['safety/immutable']);
  });

  it('goes on when somebody accepts the finding with a reason', async () => {
    await synth(
      site((cluster) => (claim(cluster, 'data'), configMap(cluster, 'a'))),
      { out },
    );
    const accepted = site((cluster, datacenter) => {
      configMap(cluster, 'a');
      accept(datacenter, {
        code: 'safety/removed',
        object: 'PersistentVolumeClaim default/data',
        reason: 'copied away',
      });
    });
    const { waived } = await synth(accepted, { out });
    expect(waived.map(({ finding, reason }) => [finding.code, reason])).toEqual([
      ['safety/removed', 'copied away'],
    ]);
  });

  it('refuses an index that it cannot read instead of taking the folder for empty', async () => {
    await synth(
      site((cluster) => configMap(cluster, 'a')),
      { out },
    );
    writeFileSync(join(out, 'index.json'), '{');
    await expect(
      synth(
        site((cluster) => configMap(cluster, 'a')),
        { out },
      ),
    ).rejects.toThrow('is not an index');
  });
});
