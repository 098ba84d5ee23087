import { at, listAt, textAt } from '../../model/index.ts';
import type { EmittedObject, Repository } from '../../model/index.ts';
import { releasesOf } from '../releases.ts';
import type { Release } from '../releases.ts';

/** What external-dns 0.21 and before, and chart versions below 1.22, listen to. */
const OLD_PREFIX = 'external-dns.alpha.kubernetes.io/';
const NEW_PREFIX = 'external-dns.kubernetes.io/';

/** One installation of external-dns. */
export interface ExternalDns {
  readonly cluster: string;
  /** Prefix of the annotations it reads. */
  readonly prefix: string;
  /** True when it has a target for objects that name none. */
  readonly hasDefaultTargets: boolean;
}

/** The installations of external-dns, by what their HelmReleases say. */
export function externalDnsIn(repository: Repository): readonly ExternalDns[] {
  return releasesOf(repository, 'external-dns').map((release) => ({
    cluster: release.object.cluster,
    prefix: prefixOf(release),
    hasDefaultTargets: argument(release, 'default-targets') !== undefined,
  }));
}

/** Annotations of an object that any version of external-dns could read, as `name` and the whole key. */
export function dnsAnnotations({
  manifest,
}: EmittedObject): readonly { readonly name: string; readonly key: string }[] {
  const { annotations } = manifest.metadata;
  return Object.keys(annotations ?? {}).flatMap((key) => {
    const prefix = [OLD_PREFIX, NEW_PREFIX].find((one) => key.startsWith(one));
    return prefix === undefined ? [] : [{ name: key.slice(prefix.length), key }];
  });
}

function prefixOf(release: Release): string {
  const set = textAt(release.values, 'annotationPrefix') ?? argument(release, 'annotation-prefix');
  if (set !== undefined) return set;
  const version = textAt(release.object.manifest, 'spec', 'chart', 'spec', 'version') ?? '';
  const [major = 1, minor = 0] = version.split('.').map(Number);
  return major > 1 || minor > 21 ? NEW_PREFIX : OLD_PREFIX;
}

/** A flag of `extraArgs`, which the chart takes as a list of arguments or as a map. */
function argument({ values }: Release, flag: string): string | undefined {
  for (const item of listAt(values, 'extraArgs')) {
    if (typeof item === 'string' && item.startsWith(`--${flag}=`)) return item.slice(flag.length + 3);
  }
  const value = at(values, 'extraArgs', flag);
  return Array.isArray(value) ? value.join(',') : typeof value === 'string' ? value : undefined;
}
