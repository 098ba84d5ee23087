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

export interface IngressNginxProps extends ChartProps {
  /** Address of the load balancer, in the cluster's pool. @default any of the pool */
  readonly address?: Address | undefined;
}

/**
 * ingress-nginx. Its project ended in March 2026 and mends no security holes any more; new clusters take
 * `ciliumGateway` or `traefik`.
 */
export function ingressNginx(props: IngressNginxProps = {}): IngressController {
  return new IngressNginx(props);
}

class IngressNginx extends Addon implements IngressController {
  readonly name = 'ingress-nginx';
  readonly service = { namespace: 'ingress-nginx', name: 'ingress-nginx-controller' };
  readonly dnsSources = ['ingress'];
  readonly gatewayApi = false;
  readonly #props: IngressNginxProps;

  constructor(props: IngressNginxProps) {
    super();
    this.#props = props;
  }

  install(context: AddonContext): void {
    const { address, values, chart } = this.#props;
    const install = context.helm({
      chart: chart ?? chartPin('ingress-nginx'),
      wait: false,
      values: mergeValues(
        {
          controller: {
            ingressClassResource: { name: 'nginx', default: false },
            allowSnippetAnnotations: false,
            // Otherwise no Ingress could be applied while the controller restarts.
            admissionWebhooks: { failurePolicy: 'Ignore' },
            service: {
              type: 'LoadBalancer',
              ...(address === undefined ? {} : { annotations: { [LB_ADDRESS]: address.text } }),
            },
          },
        },
        values,
      ),
    });
    declare(install.release, {
      type: 'produces',
      ref: { group: 'networking.k8s.io', kind: 'IngressClass', name: 'nginx' },
      from: install.ref,
    });
  }

  route(context: AddonContext, route: Route): void {
    ingressRoute(context, 'nginx', route);
  }
}
