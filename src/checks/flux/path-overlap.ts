import { textAt } from '../../model/index.ts';
import type { EmittedObject } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Each file is applied by one Kustomization. */
export const fluxPathOverlap: Rule = {
  code: 'flux/path-overlap',
  title: 'paths of Kustomizations on one source are apart',
  why:
    'Objects below the paths of two Kustomizations have two owners: both apply them, and whichever drops them first deletes ' +
    'them (kustomize-controller issue 1724).',
  *validate(repository) {
    for (const { name: cluster, layers } of repository.clusters) {
      const paths: { readonly source: string; readonly path: string; readonly label: string }[] = layers
        .filter((layer) => layer.entry !== true)
        .map((layer) => ({ source: OWN, path: `${layer.path}/`, label: `the layer ${layer.name}` }));
      for (const object of indexOf(repository).byKind(
        'kustomize.toolkit.fluxcd.io',
        'Kustomization',
        cluster,
      )) {
        const [source, path] = [sourceOf(object), pathOf(object)];
        const other = paths.find(
          (one) => one.source === source && nested(one.path, path, one.source === OWN),
        );
        paths.push({ source, path, label: object.id });
        if (other === undefined) continue;
        yield {
          code: fluxPathOverlap.code,
          message: `the path overlaps the one of ${other.label}`,
          ...where(object),
          field: 'spec.path',
          got: textAt(object.manifest, 'spec', 'path') ?? 'the root of the source',
          expected: `a path apart from ${other.path.slice(0, -1)}`,
          fix: 'choose another path, or emit the objects in one of the two',
        };
      }
    }
  },
};

/** The source that this program is written to. */
const OWN = 'GitRepository flux-system/flux-system';

function sourceOf({ manifest, ref }: EmittedObject): string {
  const namespace = textAt(manifest, 'spec', 'sourceRef', 'namespace') ?? ref.namespace;
  return `${textAt(manifest, 'spec', 'sourceRef', 'kind')} ${namespace}/${textAt(manifest, 'spec', 'sourceRef', 'name')}`;
}

/** Without `./` in front and with `/` at the end; the root is empty. */
function pathOf({ manifest }: EmittedObject): string {
  const path = (textAt(manifest, 'spec', 'path') ?? '').replace(/^(\.?\/)+|^\.$|\/+$/g, '');
  return path === '' ? '' : `${path}/`;
}

function nested(a: string, b: string, own: boolean): boolean {
  // The program may be written to a folder of its repository, which only the paths of layers leave out.
  return a.startsWith(b) || b.startsWith(a) || (own && `/${b}`.includes(`/${a}`));
}
