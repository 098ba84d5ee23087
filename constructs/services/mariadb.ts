import { Database as DatabaseObject, Grant, MariaDB, User } from '../../imports/k8s.mariadb.com.ts';
import { declare } from '../cluster/declare.ts';
import { KEEP } from '../flux/namespace.ts';
import { chartPin, imagePin } from '../versions.ts';
import type { ChartPin } from '../versions.ts';
import { Addon } from './addon.ts';
import type { AddonContext } from './addon.ts';
import type { ChartProps } from './chart-props.ts';
import type { Database, DatabaseProps, DatabaseServer } from './platform.ts';
import { quantity } from './quantity.ts';

export interface MariadbProps extends ChartProps {
  /** @default the pinned image */
  readonly image?: string | undefined;
  /** The chart with its CRDs, of the same version. @default the pinned chart */
  readonly crdChart?: ChartPin | undefined;
}

/** MariaDB by mariadb-operator: the operator, and a server for each add-on that asks for a database. */
export function mariadb(props: MariadbProps = {}): DatabaseServer {
  return new Mariadb(props);
}

class Mariadb extends Addon implements DatabaseServer {
  readonly name = 'mariadb-operator';
  readonly kind = 'mariadb';
  readonly #props: MariadbProps;

  constructor(props: MariadbProps) {
    super();
    this.#props = props;
  }

  install(context: AddonContext): void {
    const { chart, crdChart, values = {} } = this.#props;
    const crds = context.helm({
      name: 'mariadb-operator-crds',
      chart: crdChart ?? chartPin('mariadb-operator-crds'),
    });
    context.helm({
      chart: chart ?? chartPin('mariadb-operator'),
      values,
      dependsOn: [crds],
      // Its webhook must answer as well, so that the operator and not the other chart stands for the CRDs.
      crds: ['*.k8s.mariadb.com'],
    });
  }

  database(context: AddonContext, props: DatabaseProps): Database {
    const { name, size, storageClass = context.platform.storageClass } = props;
    const namespace = context.addon;
    const server = `${name}-db`;
    const place = context.place('infrastructure-config');
    const password = { name: context.secret(server, props.password).name, key: 'password' };
    const metadata = { name: server, namespace, labels: context.labels(), annotations: { ...KEEP } };
    const ref = { group: 'k8s.mariadb.com', kind: 'MariaDB', namespace, name: server };
    const object = new MariaDB(place, `${server}-server`, {
      metadata,
      spec: {
        image: this.#props.image ?? imagePin('mariadb'),
        replicas: 1,
        rootPasswordSecretKeyRef: { name: `${server}-root`, key: 'password', generate: true },
        storage: {
          size: quantity(size),
          ...(storageClass === undefined ? {} : { storageClassName: storageClass.name }),
        },
      },
    });
    declare(object, { type: 'stateful', ref, holds: `the MariaDB databases of ${context.addon}` });
    declare(object, {
      type: 'produces',
      ref: { group: '', kind: 'Secret', namespace, name: `${server}-root` },
      from: ref,
    });
    // Skip: the data stays in the server when the object goes.
    const of = { mariaDbRef: { name: server }, cleanupPolicy: 'Skip' } as const;
    new DatabaseObject(place, `${server}-database`, {
      metadata,
      spec: { ...of, name, characterSet: 'utf8mb4' },
    });
    new User(place, `${server}-user`, {
      metadata,
      // The operator's default, 10, is as many as one connection pool has: migrations beside it would fail.
      spec: { ...of, name, host: '%', passwordSecretKeyRef: password, maxUserConnections: 100 },
    });
    new Grant(place, `${server}-grant`, {
      metadata,
      spec: { ...of, username: name, host: '%', database: name, table: '*', privileges: ['ALL PRIVILEGES'] },
    });
    return {
      host: `${server}.${namespace}.svc`,
      port: 3306,
      name,
      user: name,
      password: { ...password, namespace },
    };
  }
}
