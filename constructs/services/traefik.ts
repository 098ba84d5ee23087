import type { Address } from '../../src/model/index.ts';
import { declare } from '../cluster/declare.ts';
import { chartPin } from '../versions.ts';
import { Addon } from './addon.ts';
import type { AddonContext } from './addon.ts';
import { mergeValues } from './chart-props.ts';
import type { ChartProps } from './chart-props.ts';
import { ingressRoute } from './ingress-route.ts';
import { LB_ADDRESS } from './load-balancer.ts';
import type { IngressController, Route } from './platform.ts';

export interface TraefikProps extends ChartProps {
  /** Address of the load balancer, in the cluster's pool. @default any of the pool */
  readonly address?: Address | undefined;
}

/** Traefik from its own chart; the one that K3s brings must be disabled. Requests on port 80 are sent to 443. */
export function traefik(props: TraefikProps = {}): IngressController {
  return new Traefik(props);
}

class Traefik extends Addon implements IngressController {
  readonly name = 'traefik';
  readonly service = { namespace: 'traefik', name: 'traefik' };
  readonly dnsSources = ['ingress'];
  readonly gatewayApi = false;
  readonly #props: TraefikProps;

  constructor(props: TraefikProps) {
    super();
    this.#props = props;
  }

  install(context: AddonContext): void {
    const { address, values, chart } = this.#props;
    const secure = context.platform.certificates !== undefined;
    const install = context.helm({
      chart: chart ?? chartPin('traefik'),
      wait: false,
      crds: ['*.traefik.io'],
      crdsIn: 'crds-folder',
      values: mergeValues(
        {
          ingressClass: { enabled: true, isDefaultClass: false, name: 'traefik' },
          ...(secure
            ? {
                // Traefik's own flags: the chart moved its values for them twice.
                additionalArguments: [
                  '--entryPoints.web.http.redirections.entryPoint.to=:443',
                  '--entryPoints.web.http.redirections.entryPoint.scheme=https',
                ],
              }
            : {}),
          ...(address === undefined ? {} : { service: { annotations: { [LB_ADDRESS]: address.text } } }),
        },
        values,
      ),
    });
    declare(install.release, {
      type: 'produces',
      ref: { group: 'networking.k8s.io', kind: 'IngressClass', name: 'traefik' },
      from: install.ref,
    });
  }

  route(context: AddonContext, route: Route): void {
    ingressRoute(context, 'traefik', route);
  }
}
