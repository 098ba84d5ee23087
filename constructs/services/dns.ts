import { Service } from '../../imports/k8s.ts';
import { InputError } from '../../src/model/index.ts';
import { chartPin } from '../versions.ts';
import { Addon } from './addon.ts';
import type { AddonContext } from './addon.ts';
import { mergeValues } from './chart-props.ts';
import type { ChartProps } from './chart-props.ts';
import type { DnsProvider } from './dns-provider.ts';
import type { Dns } from './platform.ts';

/**
 * Prefix of every annotation that external-dns reads. Its default changed in 0.22, so that it is given to the program and
 * used for the annotations from here alone.
 */
export const DNS_PREFIX = 'external-dns.kubernetes.io/';

export interface ExternalDnsProps extends ChartProps {
  /** Domain of the cluster; hosts are names below it, and no record outside it is touched. */
  readonly zone: string;
  /** Address or name that every record points at. @default the address of the cluster's remote access */
  readonly target?: string | undefined;
  /** @default the one that proves ownership to Let's Encrypt */
  readonly provider?: DnsProvider | undefined;
  /** One more record, `*.ZONE`, for hosts that no route names. @default false */
  readonly wildcard?: boolean | undefined;
  /** `sync` deletes records whose route is gone, `upsert-only` leaves them. @default sync */
  readonly policy?: 'sync' | 'upsert-only' | undefined;
  /** Name by which this cluster's records are known in the zone. It never changes. @default the cluster's name */
  readonly owner?: string | undefined;
}

/** external-dns, which publishes the host of every route. */
export function externalDns(props: ExternalDnsProps): Dns {
  return new ExternalDns(props);
}

class ExternalDns extends Addon implements Dns {
  readonly name = 'external-dns';
  readonly zone: string;
  readonly target: string | undefined;
  readonly #props: ExternalDnsProps;

  constructor(props: ExternalDnsProps) {
    super();
    this.#props = props;
    this.zone = props.zone;
    this.target = props.target;
  }

  withTarget(target: string | undefined): Dns {
    return target === undefined || this.target !== undefined
      ? this
      : new ExternalDns({ ...this.#props, target });
  }

  /** Without a target, the record would point at the address of the ingress Service. */
  get annotations(): { readonly [key: string]: string } {
    return this.target === undefined ? {} : { [`${DNS_PREFIX}target`]: this.target };
  }

  install(context: AddonContext): void {
    const { zone, policy = 'sync', owner = context.cluster, wildcard, chart } = this.#props;
    const provider = this.#props.provider ?? context.platform.certificates?.provider;
    if (provider === undefined) throw noProvider(zone);
    const sources = [
      ...(context.platform.ingress?.dnsSources ?? []),
      ...(wildcard === true ? ['service'] : []),
    ];
    context.helm({
      chart: chart ?? chartPin('external-dns'),
      values: mergeValues(
        {
          ...provider.values(context),
          annotationPrefix: DNS_PREFIX,
          sources: sources.length === 0 ? ['ingress'] : sources,
          domainFilters: [zone],
          policy,
          registry: 'txt',
          txtOwnerId: owner,
          // The owner's record may not have the name of the record: a CNAME allows no other beside it.
          txtPrefix: `${owner}-`,
          ...(wildcard === true ? { extraArgs: ['--txt-wildcard-replacement=wildcard'] } : {}),
        },
        this.#props.values,
      ),
    });
    if (wildcard === true) this.#wildcard(context);
  }

  /** A Service that exists for its annotations: the `crd` source would tie the next layer to this add-on's health. */
  #wildcard(context: AddonContext): void {
    new Service(context.place('infrastructure-config'), 'wildcard', {
      metadata: {
        name: 'wildcard',
        namespace: this.name,
        labels: context.labels(),
        annotations: { [`${DNS_PREFIX}hostname`]: `*.${this.zone}`, ...this.annotations },
      },
      spec: { type: 'ExternalName', externalName: this.zone },
    });
  }
}

function noProvider(zone: string): InputError {
  return new InputError({
    code: 'services/no-dns-provider',
    message: `nobody says who hosts the zone ${zone}`,
    got: 'externalDns without provider, and no certificates with a DNS provider',
    expected: 'a provider such as dnsimple()',
    fix: 'add provider to externalDns',
  });
}
