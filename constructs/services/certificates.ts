import { ClusterIssuer } from '../../imports/cert-manager.io.ts';
import { declare } from '../cluster/declare.ts';
import { chartPin } from '../versions.ts';
import { Addon } from './addon.ts';
import type { AddonContext } from './addon.ts';
import { mergeValues } from './chart-props.ts';
import type { ChartProps } from './chart-props.ts';
import type { DnsProvider } from './dns-provider.ts';
import type { Certificates } from './platform.ts';

export interface LetsEncryptProps extends ChartProps {
  /** Address that Let's Encrypt writes to about the account. */
  readonly email: string;
  /** Where the proof of ownership is published: a DNS-01 challenge needs no way in from the internet. */
  readonly dns01: DnsProvider;
  /**
   * `staging` gives certificates that browsers refuse, without the weekly limits of `production`. Change it when the first
   * certificate of every host is ready. @default staging
   */
  readonly server?: 'staging' | 'production' | undefined;
  /**
   * Resolvers that cert-manager asks whether the challenge is published, `HOST:PORT`. The cluster's own may answer for the
   * zone from inside. @default 1.1.1.1:53 and 9.9.9.9:53
   */
  readonly resolvers?: readonly string[] | undefined;
}

/** cert-manager and one ClusterIssuer of Let's Encrypt, `letsencrypt-staging` or `letsencrypt-production`. */
export function letsEncrypt(props: LetsEncryptProps): Certificates & { readonly provider: DnsProvider } {
  return new LetsEncrypt(props);
}

const DIRECTORIES = {
  staging: 'https://acme-staging-v02.api.letsencrypt.org/directory',
  production: 'https://acme-v02.api.letsencrypt.org/directory',
} as const;

class LetsEncrypt extends Addon implements Certificates {
  readonly name = 'cert-manager';
  readonly issuer: string;
  readonly provider: DnsProvider;
  readonly #props: LetsEncryptProps;

  constructor(props: LetsEncryptProps) {
    super();
    this.#props = props;
    this.provider = props.dns01;
    this.issuer = `letsencrypt-${props.server ?? 'staging'}`;
  }

  install(context: AddonContext): void {
    const { email, dns01, server = 'staging', resolvers = ['1.1.1.1:53', '9.9.9.9:53'], chart } = this.#props;
    const certManager = context.helm({
      chart: chart ?? chartPin('cert-manager'),
      values: mergeValues(
        {
          crds: { enabled: true, keep: true },
          dns01RecursiveNameservers: resolvers.join(','),
          dns01RecursiveNameserversOnly: true,
        },
        this.#props.values,
      ),
      crds: ['*.acme.cert-manager.io', '*.cert-manager.io'],
    });
    const issuer = new ClusterIssuer(context.place('infrastructure-config'), 'issuer', {
      metadata: { name: this.issuer, labels: context.labels() },
      spec: {
        acme: {
          server: DIRECTORIES[server],
          email,
          privateKeySecretRef: { name: `${this.issuer}-account` },
          solvers: [{ dns01: dns01.solver(context, certManager) }],
        },
      },
    });
    declare(issuer, {
      type: 'produces',
      ref: { group: '', kind: 'Secret', namespace: this.name, name: `${this.issuer}-account` },
      from: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: this.issuer },
    });
  }
}
