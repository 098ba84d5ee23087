import { App, Chart, Size } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { chartPin } from '../../constructs/versions.ts';
import { Addon, InnerClusterServices, traefik, workload } from '../../constructs/services/index.ts';
import type { AddonContext } from '../../constructs/services/index.ts';
import { mergeValues } from '../../constructs/services/chart-props.ts';
import { quantity } from '../../constructs/services/quantity.ts';

type Manifest = ReturnType<Chart['toJson']>[number];

/** What somebody else would write. */
class Wiki extends Addon {
  readonly name = 'wiki';

  install(context: AddonContext): void {
    context.namespace();
    const data = context.volume('wiki-data', { size: Size.gibibytes(1) });
    const url = context.expose({ host: 'wiki', service: 'wiki', port: 80 });
    workload(context, {
      image: 'registry.example.org/wiki:1.2.3',
      port: 8080,
      user: 1000,
      memory: Size.mebibytes(64),
      volumes: { '/data': data },
      env: { URL: url },
    });
    context.helm({ name: 'wiki-search', chart: chartPin('keda'), createNamespace: false });
  }
}

function emit(): Manifest[] {
  const chart = new Chart(new App(), 'plain');
  new InnerClusterServices(chart, 'services', { zone: 'x.org', ingress: traefik(), apps: [new Wiki()] });
  return chart.toJson().filter(({ metadata }) => metadata.namespace === 'wiki');
}

describe('an add-on of your own', () => {
  it('gets its objects in its namespace, under names that it chose', () => {
    expect(
      emit()
        .map(({ kind, metadata }) => `${kind} ${metadata.name}`)
        .toSorted(),
    ).toEqual([
      'Deployment wiki',
      'HelmRelease wiki-search',
      'Ingress wiki-x-org',
      'PersistentVolumeClaim wiki-data',
      'Service wiki',
    ]);
  });

  it('is reached through a Service that selects its pods', () => {
    const objects = emit();
    const specOf = (kind: string): Manifest => objects.find((object) => object.kind === kind)?.spec;
    const [service, deployment] = [specOf('Service'), specOf('Deployment')];
    expect(service.selector).toEqual(deployment.template.metadata.labels);
    expect(deployment.selector.matchLabels).toEqual(deployment.template.metadata.labels);
  });
});

describe('chart values', () => {
  it('win at the depth where they are given, and leave the rest', () => {
    const merged = mergeValues({ a: { b: 1, c: [1, 2] }, d: 1 }, { a: { c: [3] }, e: null });
    expect(merged).toEqual({ a: { b: 1, c: [3] }, d: 1, e: null });
  });
});

describe('a size', () => {
  it.each([
    [Size.gibibytes(5), '5Gi'],
    [Size.mebibytes(512), '512Mi'],
    [Size.tebibytes(1), '1024Gi'],
  ])('is written in whole units', (size, text) => {
    expect(quantity(size)).toBe(text);
  });
});
