import { Size } from 'cdk8s';
import type { SecretSource } from '../../src/model/index.ts';
import { imagePin } from '../versions.ts';
import { Addon } from './addon.ts';
import type { AddonContext } from './addon.ts';
import type { AppProps } from './app-props.ts';
import { workload } from './workload.ts';

export interface HedgedocProps extends AppProps {
  /** Secret with the key `session-secret`. @default the entry `CLUSTER/NAME` of the cluster's first store */
  readonly secret?: SecretSource | undefined;
  /** Room for uploads. @default 5 GiB */
  readonly size?: Size | undefined;
  /** Room for the database. @default 5 GiB */
  readonly databaseSize?: Size | undefined;
}

/** HedgeDoc 1.10, shared Markdown, with its database on PostgreSQL. */
export function hedgedoc(props: HedgedocProps): Addon {
  return new Hedgedoc(props);
}

class Hedgedoc extends Addon {
  readonly name: string;
  readonly #props: HedgedocProps;

  constructor(props: HedgedocProps) {
    super();
    this.name = props.name ?? 'hedgedoc';
    this.#props = props;
  }

  install(context: AddonContext): void {
    const { host, secret, image = imagePin('hedgedoc'), env } = this.#props;
    const { size = Size.gibibytes(5), databaseSize = Size.gibibytes(5) } = this.#props;
    context.namespace({ podSecurity: 'baseline' });
    const session = context.secret(this.name, secret);
    const database = context.database('postgres', { name: this.name, size: databaseSize });
    const uploads = context.volume(`${this.name}-uploads`, { size });
    const url = new URL(context.expose({ host, service: this.name, port: 80 }));
    workload(context, {
      image,
      port: 3000,
      user: 10000,
      memory: Size.mebibytes(256),
      volumes: { '/hedgedoc/public/uploads': uploads },
      env: {
        // The image's entry script knows no setting but the URL. Kubernetes puts the password in; it must be safe in a
        // URL, as the one that CloudNativePG makes is.
        DB_PASSWORD: database.password,
        CMD_DB_URL: `postgres://${database.user}:$(DB_PASSWORD)@${database.host}:${database.port}/${database.name}`,
        CMD_DOMAIN: url.hostname,
        CMD_PROTOCOL_USESSL: String(url.protocol === 'https:'),
        CMD_URL_ADDPORT: 'false',
        CMD_SESSION_SECRET: { ...session, key: 'session-secret' },
        ...env,
      },
    });
  }
}
