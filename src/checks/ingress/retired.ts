import { imagesOf } from '../image/unpinned.ts';
import { found } from '../object-rule.ts';
import type { Mistake } from '../object-rule.ts';
import { releasesOf } from '../releases.ts';
import type { Rule } from '../rule.ts';

/** The NGINX ingress controller of the Kubernetes project. */
export const ingressRetired: Rule = {
  code: 'ingress/retired',
  title: 'traffic enters by a controller that is maintained',
  why: 'The Kubernetes project retired ingress-nginx in March 2026: chart 4.15.1 is the last, and security holes found since are not fixed.',
  *validate(repository) {
    for (const { object } of releasesOf(repository, 'ingress-nginx')) {
      yield found(ingressRetired.code, object, retired('spec.chart', 'the chart ingress-nginx'));
    }
    for (const { object, field, image } of imagesOf(repository)) {
      if (/(^|\/)ingress-nginx\/controller[:@]/.test(image))
        yield found(ingressRetired.code, object, retired(field, image));
    }
  },
};

function retired(field: string, got: string): Mistake {
  return {
    severity: 'warning',
    field,
    message: 'ingress-nginx is retired',
    got,
    expected: 'Gateway API by Cilium, Envoy Gateway, Traefik or NGINX Gateway Fabric',
    fix: 'plan the move, and accept this finding with a reason until then',
  };
}
