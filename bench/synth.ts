import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import type { ApiObjectProps } from 'cdk8s';
import { Cluster } from '../constructs/cluster/cluster.ts';
import { Datacenter } from '../constructs/cluster/datacenter.ts';
import { declare } from '../constructs/cluster/declare.ts';
import type { ObjectRef } from '../src/model/index.ts';
import { synth } from '../src/synth/index.ts';
import type { JsonObject } from '../src/yaml/write-yaml.ts';
import { milliseconds, ratio, takeTurns } from './measure.ts';
import type { MeasureOptions, Row } from './measure.ts';
import { manifests } from './objects.ts';

const LAYERS = 50;
const COMPONENTS = 10;

/**
 * The whole synth with every check, from the construct tree to the disk, against the floor (JSON.stringify and one
 * write for each object) and against cdk8s' own `App.synth` on the same objects.
 */
export async function measureSynth({ objects, rounds, folder }: MeasureOptions): Promise<readonly Row[]> {
  const root = mkdtempSync(join(folder, 'cdk8s-nested-bench-'));
  const out = (name: string): string => join(root, name);
  const clear = (name: string) => (): void => rmSync(out(name), { recursive: true, force: true });
  try {
    const plain = manifests(objects);
    const [small, large] = [datacenter(plain), datacenter(manifests(objects * 2))];
    const app = plainApp(plain, out('cdk8s'));
    let written = 0;
    await synth(small, { out: out('same') });
    const times = await takeTurns(rounds, {
      floor: { prepare: clear('floor'), run: () => writeFloor(out('floor'), plain) },
      first: { prepare: clear('first'), run: () => synth(small, { out: out('first') }) },
      same: {
        run: async () => {
          const { change } = await synth(small, { out: out('same') });
          written += change.added.length + change.changed.length + change.removed.length;
        },
      },
      doubled: { prepare: clear('large'), run: () => synth(large, { out: out('large') }) },
      cdk8s: { prepare: clear('cdk8s'), run: () => app.synth() },
    });
    const floor = times('floor');
    const row = (name: string, part: readonly number[], under: readonly number[], target: number): Row => ({
      name,
      value: ratio(part, under),
      unit: 'x',
      target,
      detail: `${objects} objects: ${milliseconds(part)} / ${milliseconds(under)}`,
    });
    return [
      row('synth with all checks / floor', times('first'), floor, 2.5),
      row('synth, nothing changed / floor', times('same'), floor, 1.5),
      {
        name: 'files written when nothing changed',
        value: written,
        unit: 'files',
        target: 0,
        detail: `${rounds} runs`,
      },
      {
        name: 'synth: twice the objects / once',
        value: Math.min(...times('doubled')) / Math.min(...times('first')),
        unit: 'x',
        target: 2.2,
        detail: `${milliseconds(times('doubled'))} / ${milliseconds(times('first'))}`,
      },
      row('synth with all checks / cdk8s App.synth', times('first'), times('cdk8s'), 1 / 8),
    ];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

export function datacenter(objects: readonly JsonObject[]): Datacenter {
  const root = new Datacenter('bench', {
    supernet: '10.42.64.0/18',
    repository: { url: 'https://git.example.org/f.git' },
  });
  const cluster = new Cluster(root, 'metal');
  describeSurroundings(cluster, objects);
  for (const [index, object] of objects.entries()) {
    const layer = cluster.layer(`layer-${index % LAYERS}`);
    new ApiObject(
      layer.component(`component-${Math.floor(index / LAYERS) % COMPONENTS}`),
      `object-${index}`,
      props(object),
    );
  }
  return root;
}

/** What the objects refer to: they are about speed, not about a whole site. */
function describeSurroundings(cluster: Cluster, objects: readonly JsonObject[]): void {
  const by = {
    group: 'fluxcd.controlplane.io',
    kind: 'FluxInstance',
    namespace: 'flux-system',
    name: 'flux',
  };
  declare(cluster, { type: 'crds', crds: ['*.kubevirt.io'], by, provenance: 'bootstrap' });
  const namespaces = new Set(
    objects.map((object) => (object['metadata'] as { namespace?: string }).namespace),
  );
  const external = (ref: ObjectRef): void =>
    declare(cluster, { type: 'external', ref, reason: 'outside of the bench' });
  for (const name of namespaces) if (name !== undefined) external({ group: '', kind: 'Namespace', name });
  const namespace = 'machines';
  external({ group: '', kind: 'Secret', namespace, name: 'worker-cloudinit' });
  external({ group: 'k8s.cni.cncf.io', kind: 'NetworkAttachmentDefinition', namespace, name: 'br66' });
}

function plainApp(objects: readonly JsonObject[], outdir: string): App {
  const app = new App({ outdir, yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
  const charts = Array.from({ length: LAYERS }, (_, index) => new Chart(app, `layer-${index}`));
  for (const [index, object] of objects.entries()) {
    new ApiObject(charts[index % LAYERS]!, `object-${index}`, props(object));
  }
  return app;
}

function props(object: JsonObject): ApiObjectProps {
  return structuredClone(object) as unknown as ApiObjectProps;
}

function writeFloor(out: string, objects: readonly JsonObject[]): void {
  const folders = new Set<string>();
  for (const [index, object] of objects.entries()) {
    const path = `${out}/layer-${index % LAYERS}/component-${Math.floor(index / LAYERS) % COMPONENTS}/object-${index}.json`;
    const folder = dirname(path);
    if (!folders.has(folder)) {
      mkdirSync(folder, { recursive: true });
      folders.add(folder);
    }
    writeFileSync(path, JSON.stringify(object));
  }
}
