import { Certificate } from '../../imports/cert-manager.io.ts';
import { Gateway, HTTPRoute } from '../../imports/gateway.networking.k8s.io.ts';
import type { GatewaySpecListeners } from '../../imports/gateway.networking.k8s.io.ts';
import { InputError } from '../../src/model/index.ts';
import type { Address } from '../../src/model/index.ts';
import { declare } from '../cluster/declare.ts';
import { Addon } from './addon.ts';
import type { AddonContext } from './addon.ts';
import { gatewayApi } from './gateway-api.ts';
import { LB_ADDRESS } from './load-balancer.ts';
import type { IngressController, Route } from './platform.ts';

export interface CiliumGatewayProps {
  /** Address of the load balancer, in the cluster's pool. @default any of the pool */
  readonly address?: Address | undefined;
  /** Release of the Gateway API. @default the pinned one */
  readonly version?: string | undefined;
}

/**
 * One Gateway of Cilium for all hosts of the cluster's zone, with one wildcard certificate. Cilium looks for the CRDs when
 * it starts, so they are in `sources`, before it.
 */
export function ciliumGateway(props: CiliumGatewayProps = {}): IngressController {
  return new CiliumGateway(props);
}

const NAME = 'gateway';
const CERTIFICATE = 'gateway-tls';

class CiliumGateway extends Addon implements IngressController {
  readonly name = NAME;
  // Cilium names the Service after the Gateway.
  readonly service = { namespace: NAME, name: `cilium-gateway-${NAME}` };
  readonly dnsSources = ['gateway-httproute'];
  readonly gatewayApi = true;
  readonly #props: CiliumGatewayProps;

  constructor(props: CiliumGatewayProps) {
    super();
    this.#props = props;
  }

  install(context: AddonContext): void {
    const { address, version } = this.#props;
    const { certificates, dns } = context.platform;
    const namespace = context.namespace();
    const metadata = { namespace, labels: context.labels() };
    const zone = zoneOf(context);
    const place = context.place('infrastructure-config');
    gatewayApi(context.place('sources'), version);
    new Gateway(place, 'gateway', {
      metadata: {
        ...metadata,
        name: NAME,
        ...(dns === undefined ? {} : { annotations: { ...dns.annotations } }),
      },
      spec: {
        gatewayClassName: 'cilium',
        listeners: listeners(zone, certificates !== undefined),
        ...(address === undefined ? {} : { infrastructure: { annotations: { [LB_ADDRESS]: address.text } } }),
      },
    });
    declare(place, {
      type: 'external',
      ref: { group: 'gateway.networking.k8s.io', kind: 'GatewayClass', name: 'cilium' },
      reason: 'Cilium makes it',
    });
    if (certificates === undefined) return;
    new Certificate(place, 'certificate', {
      metadata: { ...metadata, name: CERTIFICATE },
      spec: {
        secretName: CERTIFICATE,
        dnsNames: [zone, `*.${zone}`],
        issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: certificates.issuer },
      },
    });
    new HTTPRoute(place, 'redirect', {
      metadata: { ...metadata, name: 'to-https' },
      spec: {
        parentRefs: [{ name: NAME, namespace, sectionName: 'http' }],
        rules: [
          { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] },
        ],
      },
    });
  }

  route(context: AddonContext, route: Route): void {
    const { host, namespace, service, port, issuer, annotations } = route;
    checkHost(host, zoneOf(context));
    const name = host.replaceAll('.', '-');
    new HTTPRoute(context.place('services'), `route-${name}`, {
      metadata: {
        name,
        namespace,
        labels: context.labels(),
        ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
      },
      spec: {
        hostnames: [host],
        parentRefs: [
          { name: NAME, namespace: this.name, sectionName: issuer === undefined ? 'http' : 'https' },
        ],
        rules: [{ backendRefs: [{ name: service, port }] }],
      },
    });
  }
}

function listeners(zone: string, secure: boolean): readonly GatewaySpecListeners[] {
  const allowedRoutes = { namespaces: { from: 'All' } } as const;
  const http = { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes } as const;
  if (!secure) return [http];
  const tls = { mode: 'Terminate', certificateRefs: [{ name: CERTIFICATE }] } as const;
  return [http, { name: 'https', port: 443, protocol: 'HTTPS', hostname: `*.${zone}`, tls, allowedRoutes }];
}

function zoneOf(context: AddonContext): string {
  const { zone } = context.platform;
  if (zone !== undefined) return zone;
  throw new InputError({
    code: 'services/no-zone',
    message: 'the Gateway does not know which names it answers for',
    got: 'no zone',
    expected: 'the domain of the cluster',
    fix: 'add dns (or zone) to InnerClusterServices',
  });
}

/** A wildcard certificate covers one label and no more. */
function checkHost(host: string, zone: string): void {
  if (host.endsWith(`.${zone}`) && !host.slice(0, -zone.length - 1).includes('.')) return;
  throw new InputError({
    code: 'services/host-outside-zone',
    message: 'the certificate of the Gateway does not cover the host',
    got: host,
    expected: `one label below ${zone}`,
    fix: 'choose a name in the zone, or an ingress with a certificate for each host',
  });
}
