import { inventoryOf } from '../../model/index.ts';
import type { Repository, RepositoryLayer } from '../../model/index.ts';
import { kindsIn } from '../kinds.ts';
import type { UsedKind } from '../kinds.ts';
import type { RuleContext } from '../rule.ts';

/** Groups that are there wherever this repository is read, because Flux reads it. */
const FLUX_GROUPS = new Set([
  'source.toolkit.fluxcd.io',
  'kustomize.toolkit.fluxcd.io',
  'helm.toolkit.fluxcd.io',
  'notification.toolkit.fluxcd.io',
]);

/** A custom kind that a cluster uses and who installs its CRD. */
export interface UsedCrd {
  readonly crd: string;
  readonly used: UsedKind;
  readonly providers: readonly CrdLayer[];
}

export interface CrdLayer {
  /** Undefined when the CRD is there before Flux applies anything. */
  readonly layer: RepositoryLayer | undefined;
  /** True when the CRD is plain YAML, which Flux applies and awaits before the rest of a Kustomization. */
  readonly manifest: boolean;
}

/** All custom kinds in use that Flux does not bring itself. */
export function* usedCrds(repository: Repository, { schemas }: RuleContext): Iterable<UsedCrd> {
  for (const used of kindsIn(repository, schemas)) {
    const crd = used.facts?.crd;
    if (crd === undefined || FLUX_GROUPS.has(crd.slice(crd.indexOf('.') + 1))) continue;
    yield { crd, used, providers: providersOf(repository, used.cluster, crd) };
  }
}

function providersOf(repository: Repository, cluster: string, crd: string): readonly CrdLayer[] {
  return inventoryOf(repository, cluster)
    .providers(crd)
    .map(({ fact, layer }) => ({ layer, manifest: fact.provenance === 'manifest' }));
}
