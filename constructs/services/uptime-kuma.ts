import { Size } from 'cdk8s';
import { imagePin } from '../versions.ts';
import { Addon } from './addon.ts';
import type { AddonContext } from './addon.ts';
import type { AppProps } from './app-props.ts';
import { workload } from './workload.ts';

export interface UptimeKumaProps extends AppProps {
  /** Room for the SQLite file; its volume must not be on NFS. @default 2 GiB */
  readonly size?: Size | undefined;
}

/** Uptime Kuma 2, which watches services and shows their state, with SQLite on a volume of its own. */
export function uptimeKuma(props: UptimeKumaProps): Addon {
  return new UptimeKuma(props);
}

class UptimeKuma extends Addon {
  readonly name: string;
  readonly #props: UptimeKumaProps;

  constructor(props: UptimeKumaProps) {
    super();
    this.name = props.name ?? 'uptime-kuma';
    this.#props = props;
  }

  install(context: AddonContext): void {
    const { host, image = imagePin('uptime-kuma'), size = Size.gibibytes(2), env } = this.#props;
    context.namespace({ podSecurity: 'baseline' });
    const data = context.volume(`${this.name}-data`, { size });
    context.expose({ host, service: this.name, port: 80 });
    workload(context, {
      image,
      port: 3001,
      user: 1000,
      memory: Size.mebibytes(256),
      volumes: { '/app/data': data },
      env: { UPTIME_KUMA_DB_TYPE: 'sqlite', ...env },
    });
  }
}
