import { Ingress } from '../../imports/k8s.ts';
import type { AddonContext } from './addon.ts';
import type { Route } from './platform.ts';

/** A route as an Ingress of the given class. Its certificate is in the Secret `HOST-tls`. */
export function ingressRoute(context: AddonContext, className: string, route: Route): void {
  const { host, namespace, service, port, issuer } = route;
  const name = host.replaceAll('.', '-').replace(/^\*-/, 'any-');
  const annotations = {
    ...(issuer === undefined ? {} : { 'cert-manager.io/cluster-issuer': issuer }),
    ...route.dnsAnnotations,
    ...route.annotations,
  };
  new Ingress(context.place('services'), `ingress-${name}`, {
    metadata: {
      name,
      namespace,
      labels: context.labels(),
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    },
    spec: {
      ingressClassName: className,
      ...(issuer === undefined ? {} : { tls: [{ hosts: [host], secretName: `${name}-tls` }] }),
      rules: [
        {
          host,
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name: service, port: { number: port } } },
              },
            ],
          },
        },
      ],
    },
  });
}
