import { Size } from 'cdk8s';
import type { SecretSource } from '../../src/model/index.ts';
import { imagePin } from '../versions.ts';
import { Addon } from './addon.ts';
import type { AddonContext } from './addon.ts';
import type { AppProps } from './app-props.ts';
import { workload } from './workload.ts';

export interface GhostProps extends AppProps {
  /** Secret with the key `password` for the database. @default the entry `CLUSTER/NAME-db` of the cluster's first store */
  readonly password?: SecretSource | undefined;
  /** Room for images and themes. @default 10 GiB */
  readonly size?: Size | undefined;
  /** Room for the database. @default 5 GiB */
  readonly databaseSize?: Size | undefined;
}

/**
 * Ghost, a blog, with its database on MariaDB. Ghost's makers support MySQL 8 alone; MariaDB works, and its migrations should
 * be tried on a copy before an upgrade.
 */
export function ghost(props: GhostProps): Addon {
  return new Ghost(props);
}

class Ghost extends Addon {
  readonly name: string;
  readonly #props: GhostProps;

  constructor(props: GhostProps) {
    super();
    this.name = props.name ?? 'ghost';
    this.#props = props;
  }

  install(context: AddonContext): void {
    const { host, password, image = imagePin('ghost'), env } = this.#props;
    const { size = Size.gibibytes(10), databaseSize = Size.gibibytes(5) } = this.#props;
    context.namespace({ podSecurity: 'baseline' });
    const database = context.database('mariadb', { name: this.name, size: databaseSize, password });
    const content = context.volume(`${this.name}-content`, { size });
    const url = context.expose({ host, service: this.name, port: 80 });
    workload(context, {
      image,
      port: 2368,
      user: 1000,
      memory: Size.mebibytes(512),
      volumes: { '/var/lib/ghost/content': content },
      env: {
        url,
        database__client: 'mysql',
        database__connection__host: database.host,
        database__connection__port: String(database.port),
        database__connection__database: database.name,
        database__connection__user: database.user,
        database__connection__password: database.password,
        ...env,
      },
    });
  }
}
