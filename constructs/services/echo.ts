import { Size } from 'cdk8s';
import { imagePin } from '../versions.ts';
import { Addon } from './addon.ts';
import type { AddonContext } from './addon.ts';
import type { AppProps } from './app-props.ts';
import { workload } from './workload.ts';

/** A page that shows the request it got: the way in, the certificate and the DNS record can be tried with it. */
export function echo(props: Partial<AppProps> = {}): Addon {
  return new Echo(props);
}

class Echo extends Addon {
  readonly name: string;
  readonly #props: Partial<AppProps>;

  constructor(props: Partial<AppProps>) {
    super();
    this.name = props.name ?? 'echo';
    this.#props = props;
  }

  install(context: AddonContext): void {
    const { host = this.name, image = imagePin('echo'), env } = this.#props;
    context.namespace({ podSecurity: 'restricted' });
    context.expose({ host, service: this.name, port: 80 });
    workload(context, {
      image,
      port: 8080,
      user: 65534,
      memory: Size.mebibytes(16),
      healthPath: '/health',
      readOnly: true,
      // A port above 1023 needs no rights.
      env: { WHOAMI_PORT_NUMBER: '8080', ...env },
    });
  }
}
