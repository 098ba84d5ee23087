import { factsOf, identity } from '../../model/index.ts';
import type { CrdProvider, DeclaredFact, Finding, Repository } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { from } from '../rule.ts';
import type { Rule } from '../rule.ts';

type Provider = DeclaredFact<CrdProvider>;

/** A CRD is installed once. */
export const fluxTwoCrdProviders: Rule = {
  code: 'flux/two-crd-providers',
  title: 'one installation brings a CRD',
  why:
    'Helm refuses to install a chart whose CRD another release owns ("invalid ownership metadata"); with CRDs of the ' +
    '`crds/` folder, the two replace each other and the older schema may win.',
  *validate(repository) {
    const shared = factsOf(repository, 'crds').filter(({ cluster }) => cluster === undefined);
    for (const { name } of repository.clusters) {
      const own = factsOf(repository, 'crds').filter(({ cluster }) => cluster === name);
      yield* twice(repository, name, [...shared, ...own]);
    }
  },
};

function* twice(repository: Repository, cluster: string, facts: readonly Provider[]): Iterable<Finding> {
  const first = new Map<string, Provider>();
  const told = new Set<string>();
  for (const provider of facts) {
    // What starts a cluster is adopted by Flux later; that is the same installation.
    if (provider.fact.provenance === 'bootstrap') continue;
    const by = identity(provider.fact.by);
    for (const crd of provider.fact.crds) {
      const other = first.get(crd) ?? emitted(repository, cluster, crd, provider);
      if (!first.has(crd)) first.set(crd, provider);
      const known = other === undefined ? by : identity(other.fact.by);
      if (known === by || told.has(`${known} ${by}`)) continue;
      told.add(`${known} ${by}`);
      yield {
        code: fluxTwoCrdProviders.code,
        message: `two installations bring the CRD ${crd} to ${cluster}`,
        ...from(provider),
        object: `${cluster}: ${by}`,
        got: `${known} and ${by}`,
        expected: 'one of them',
        fix: 'turn the CRDs off in the values of one of the two',
      };
    }
  }
}

/** The CRD as an emitted object, when a chart brings it as well. */
function emitted(
  repository: Repository,
  cluster: string,
  crd: string,
  provider: Provider,
): Provider | undefined {
  if (provider.fact.provenance === 'manifest') return undefined;
  const object = indexOf(repository).byId(cluster, `apiextensions.k8s.io/CustomResourceDefinition ${crd}`);
  return object === undefined ? undefined : { ...provider, fact: { ...provider.fact, by: object.ref } };
}
