import { Cluster as PostgresCluster } from '../../imports/postgresql.cnpg.io.ts';
import { declare } from '../cluster/declare.ts';
import { KEEP } from '../flux/namespace.ts';
import { chartPin, imagePin } from '../versions.ts';
import { Addon } from './addon.ts';
import type { AddonContext } from './addon.ts';
import { mergeValues } from './chart-props.ts';
import type { ChartProps } from './chart-props.ts';
import type { Database, DatabaseProps, DatabaseServer } from './platform.ts';
import { quantity } from './quantity.ts';

export interface PostgresProps extends ChartProps {
  /** Servers of each database, one of them the primary. @default 1 */
  readonly instances?: number | undefined;
  /** Operand image; a change of its major version is a migration. @default the pinned image */
  readonly image?: string | undefined;
}

/** PostgreSQL by CloudNativePG: the operator, and a server for each add-on that asks for a database. */
export function postgres(props: PostgresProps = {}): DatabaseServer {
  return new Postgres(props);
}

class Postgres extends Addon implements DatabaseServer {
  readonly name = 'cloudnative-pg';
  readonly kind = 'postgres';
  readonly #props: PostgresProps;

  constructor(props: PostgresProps) {
    super();
    this.#props = props;
  }

  install(context: AddonContext): void {
    context.helm({
      chart: this.#props.chart ?? chartPin('cloudnative-pg'),
      values: mergeValues({ crds: { create: true } }, this.#props.values),
      crds: ['*.postgresql.cnpg.io'],
    });
  }

  database(context: AddonContext, props: DatabaseProps): Database {
    const { name, size, storageClass = context.platform.storageClass, password } = props;
    const { instances = 1, image = imagePin('postgres') } = this.#props;
    const namespace = context.addon;
    const cluster = `${name}-db`;
    const ref = { group: 'postgresql.cnpg.io', kind: 'Cluster', namespace, name: cluster };
    const given = password === undefined ? undefined : context.secret(cluster, password);
    const object = new PostgresCluster(context.place('infrastructure-config'), cluster, {
      metadata: { name: cluster, namespace, labels: context.labels(), annotations: { ...KEEP } },
      spec: {
        instances,
        imageName: image,
        // A budget of a single server would block every drain of its node.
        enablePDB: instances > 1,
        storage: {
          size: quantity(size),
          ...(storageClass === undefined ? {} : { storageClass: storageClass.name }),
        },
        bootstrap: {
          initdb: {
            database: name,
            owner: name,
            ...(given === undefined ? {} : { secret: { name: given.name } }),
          },
        },
      },
    });
    declare(object, { type: 'stateful', ref, holds: `the PostgreSQL databases of ${context.addon}` });
    const secret = given?.name ?? `${cluster}-app`;
    if (given === undefined) {
      declare(object, {
        type: 'produces',
        ref: { group: '', kind: 'Secret', namespace, name: secret },
        from: ref,
      });
    }
    return {
      host: `${cluster}-rw.${namespace}.svc`,
      port: 5432,
      name,
      user: name,
      password: { name: secret, namespace, key: 'password' },
    };
  }
}
