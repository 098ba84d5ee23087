import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { HelmReleaseSpec } from '../../imports/helm.toolkit.fluxcd.io.ts';
import { GitRepository, HelmRepository, OCIRepository } from '../../imports/source.toolkit.fluxcd.io.ts';
import { Cluster } from '../cluster/cluster.ts';
import { stage } from '../cluster/stage.ts';
import type { ChartPin } from '../versions.ts';

/** Namespace of the sources that several releases share. */
export const FLUX_NAMESPACE = 'flux-system';

export interface ChartSourceProps {
  readonly name: string;
  readonly namespace: string;
  readonly chart: ChartPin;
}

/**
 * Emits the source of a chart and returns the field of the HelmRelease that points at it. An OCIRepository carries
 * the version, so it stays beside its release; Helm and Git repositories carry none and are shared in `sources`.
 */
export function chartSource(
  scope: Construct,
  { name, namespace, chart }: ChartSourceProps,
): Pick<HelmReleaseSpec, 'chart' | 'chartRef'> {
  if (chart.url.startsWith('oci://')) {
    new OCIRepository(scope, 'chart', {
      metadata: { name, namespace },
      spec: {
        interval: '1h',
        url: chart.url,
        ref: { tag: chart.version },
        layerSelector: {
          mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
          operation: 'copy',
        },
      },
    });
    return { chartRef: { kind: 'OCIRepository', name } };
  }
  const fromGit = chart.chart?.includes('/') ?? false;
  const kind = fromGit ? 'GitRepository' : 'HelmRepository';
  const source = fromGit ? gitSource(scope, chart) : helmSource(scope, chart);
  return {
    chart: {
      spec: {
        chart: chart.chart ?? name,
        // A chart in Git has the version of its tag; the version field would only be compared with Chart.yaml.
        // By default Flux would also pack the chart anew only when that version changes, and not with the tag.
        ...(fromGit ? { reconcileStrategy: 'Revision' } : { version: chart.version }),
        sourceRef: { kind, name: source, namespace: FLUX_NAMESPACE },
        interval: '1h',
      },
    },
  };
}

function helmSource(scope: Construct, chart: ChartPin): string {
  const name = sourceName(chart.url);
  const sources = stage(sharedBy(scope), 'sources', 'helm');
  if (sources.node.tryFindChild(name) === undefined) {
    new HelmRepository(sources, name, {
      metadata: { name, namespace: FLUX_NAMESPACE },
      spec: { interval: '1h', url: chart.url },
    });
  }
  return name;
}

function gitSource(scope: Construct, chart: ChartPin): string {
  const name = sourceName(chart.url);
  const sources = stage(sharedBy(scope), 'sources', 'git');
  if (sources.node.tryFindChild(name) === undefined) {
    new GitRepository(sources, name, {
      metadata: { name, namespace: FLUX_NAMESPACE },
      spec: {
        interval: '1h',
        url: chart.url,
        ref: { tag: chart.version },
        // Only the chart is needed; the rest of the repository would be archived with every tag.
        ignore: `/*\n!/${chart.chart?.split('/')[0] ?? ''}/\n`,
      },
    });
  }
  return name;
}

/** Where releases find the sources that they share: in a plain cdk8s app, the chart around them. */
function sharedBy(scope: Construct): Construct {
  return Cluster.find(scope) === undefined ? Chart.of(scope) : scope;
}

/** A stable name from the address alone: `helm.cilium.io` for `https://helm.cilium.io/`. */
export function sourceName(url: string): string {
  return url
    .replace(/^[a-z+]+:\/\//, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .slice(0, 63);
}
