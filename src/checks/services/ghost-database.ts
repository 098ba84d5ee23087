import { listAt, textAt } from '../../model/index.ts';
import type { EmittedObject } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Ghost runs on what its makers support. */
export const servicesGhostDatabase: Rule = {
  code: 'services/ghost-database',
  title: 'Ghost uses MySQL 8',
  why:
    "Ghost's documentation supports MySQL 8 only in production. MariaDB works today; a migration of a later release may use " +
    'what MariaDB does not have, and then the blog does not start.',
  *validate(repository) {
    const index = indexOf(repository);
    for (const kind of ['Deployment', 'StatefulSet']) {
      for (const object of index.byKind('apps', kind)) {
        const host = ghostHost(object);
        if (host === undefined) continue;
        const [name = '', namespace = object.ref.namespace ?? ''] = host.split('.');
        if (index.byId(object.cluster, `k8s.mariadb.com/MariaDB ${namespace}/${name}`) === undefined)
          continue;
        yield {
          code: servicesGhostDatabase.code,
          severity: 'warning',
          message: 'Ghost would use MariaDB, which its makers do not support',
          ...where(object),
          field: 'database__connection__host',
          got: `MariaDB ${namespace}/${name}`,
          expected: 'MySQL 8',
          fix: 'accept it with a reason, or run MySQL 8',
        };
      }
    }
  },
};

/** The database host of a Ghost container. */
function ghostHost({ manifest }: EmittedObject): string | undefined {
  for (const container of listAt(manifest, 'spec', 'template', 'spec', 'containers')) {
    if (!/(^|\/)ghost(:|@|$)/.test(textAt(container, 'image') ?? '')) continue;
    const variable = listAt(container, 'env').find(
      (one) => textAt(one, 'name') === 'database__connection__host',
    );
    return textAt(variable, 'value');
  }
  return undefined;
}
