import { at, textAt } from '../../model/index.ts';
import type { EmittedObject, Finding, Repository } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { HELM_GROUP } from '../releases.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

const GROUP = 'source.toolkit.fluxcd.io';

/** What is installed is what was reviewed. */
export const fluxUnpinnedSource: Rule = {
  code: 'flux/unpinned-source',
  title: 'charts have a version',
  why:
    'A chart without a version, with `*`, `latest` or an open range is upgraded whenever its author publishes, in all ' +
    'clusters at once and without a commit that could be reverted.',
  *validate(repository) {
    for (const object of indexOf(repository).byKind(GROUP, 'OCIRepository')) {
      const ref = at(object.manifest, 'spec', 'ref');
      const version = textAt(ref, 'digest') ?? textAt(ref, 'semver') ?? textAt(ref, 'tag');
      if (isOpen(version)) yield finding(object, 'spec.ref', version);
    }
    for (const object of indexOf(repository).byKind(HELM_GROUP, 'HelmRelease')) {
      const chart = at(object.manifest, 'spec', 'chart', 'spec');
      if (textAt(chart, 'sourceRef', 'kind') === 'HelmRepository') {
        const version = textAt(chart, 'version');
        if (isOpen(version)) yield finding(object, 'spec.chart.spec.version', version);
      } else if (textAt(chart, 'sourceRef', 'kind') === 'GitRepository') {
        yield* fromGit(repository, object);
      }
    }
  },
};

/** A chart of a Git repository has the version of the repository. */
function* fromGit(repository: Repository, { manifest, cluster, ref }: EmittedObject): Iterable<Finding> {
  const source = at(manifest, 'spec', 'chart', 'spec', 'sourceRef');
  const id = `${GROUP}/GitRepository ${textAt(source, 'namespace') ?? ref.namespace}/${textAt(source, 'name')}`;
  const object = indexOf(repository).byId(cluster, id);
  if (object === undefined) return;
  const given = (key: string): string | undefined => textAt(object.manifest, 'spec', 'ref', key);
  if (given('tag') !== undefined || given('commit') !== undefined || given('name') !== undefined) return;
  if (isOpen(given('semver'))) yield finding(object, 'spec.ref', given('branch'));
}

/** A range is closed when it has an upper end: `1.x`, `~1.2`, `^1`, `>=1 <2`. */
function isOpen(version: string | undefined): boolean {
  if (version === undefined) return true;
  const text = version.trim();
  return (
    text === '' || text === 'latest' || /^[*xX]/.test(text) || (text.startsWith('>') && !text.includes('<'))
  );
}

function finding(object: EmittedObject, field: string, version: string | undefined): Finding {
  return {
    code: fluxUnpinnedSource.code,
    message: 'the version is open to whatever is published next',
    ...where(object),
    field,
    got: version ?? 'no version',
    expected: 'an exact version, a tag, a digest, or a range with an upper end',
    fix: 'pin the version; update bots can raise it in versions.json',
  };
}
