import { at, listAt, textAt } from '../model/index.ts';
import type { EmittedObject, Json, Repository } from '../model/index.ts';
import { indexOf } from './object-index.ts';

export const HELM_GROUP = 'helm.toolkit.fluxcd.io';
const SOURCE_GROUP = 'source.toolkit.fluxcd.io';

/** A HelmRelease of a known chart, with the values as far as the repository shows them. */
export interface Release {
  readonly object: EmittedObject;
  readonly values: Json | undefined;
  /** True when `valuesFrom` adds values that may come from elsewhere: what is not in `values` is unknown then. */
  readonly partial: boolean;
}

/** The releases of one chart in all clusters, or in one. */
export function releasesOf(repository: Repository, chart: string, cluster?: string): readonly Release[] {
  return indexOf(repository)
    .byKind(HELM_GROUP, 'HelmRelease', cluster)
    .filter((object) => chartOf(repository, object) === chart)
    .map((object) => ({
      object,
      values: at(object.manifest, 'spec', 'values'),
      partial: listAt(object.manifest, 'spec', 'valuesFrom').length > 0,
    }));
}

/** The chart's own name: the last part of its path in a repository or of an OCI address. */
export function chartOf(repository: Repository, release: EmittedObject): string | undefined {
  const path = textAt(release.manifest, 'spec', 'chart', 'spec', 'chart') ?? chartRef(repository, release);
  return path?.slice(path.lastIndexOf('/') + 1);
}

function chartRef(repository: Repository, { manifest, cluster }: EmittedObject): string | undefined {
  const kind = textAt(manifest, 'spec', 'chartRef', 'kind');
  const name = textAt(manifest, 'spec', 'chartRef', 'name');
  if (kind === undefined || name === undefined) return undefined;
  const namespace = textAt(manifest, 'spec', 'chartRef', 'namespace') ?? manifest.metadata.namespace ?? '';
  const source = indexOf(repository).byId(cluster, `${SOURCE_GROUP}/${kind} ${namespace}/${name}`);
  return textAt(source?.manifest, 'spec', kind === 'HelmChart' ? 'chart' : 'url');
}
