import { indexOf } from '../object-index.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { dnsAnnotations, externalDnsIn } from './external-dns.ts';

/** Where names have a target, all of them have one. */
export const servicesDnsTargetMissing: Rule = {
  code: 'services/dns-target-missing',
  title: 'every Ingress of a cluster with DNS targets has one',
  why:
    'Without the target annotation external-dns publishes the address of the load balancer, which clients of the tailnet ' +
    'cannot reach: of two applications with one setup, one is found and the other is not.',
  *validate(repository) {
    for (const { cluster, prefix, hasDefaultTargets } of externalDnsIn(repository)) {
      if (hasDefaultTargets) continue;
      const ingresses = indexOf(repository).byKind('networking.k8s.io', 'Ingress', cluster);
      const example = ingresses.find((one) => dnsAnnotations(one).some(({ name }) => name === 'target'));
      if (example === undefined) continue;
      for (const object of ingresses) {
        if (dnsAnnotations(object).some(({ name }) => name === 'target' || name === 'exclude')) continue;
        yield {
          code: servicesDnsTargetMissing.code,
          severity: 'warning',
          message: 'the name of this Ingress gets another target than the others',
          ...where(object),
          field: `metadata.annotations["${prefix}target"]`,
          got: 'nothing',
          expected: `a target, as ${example.ref.name} has`,
          fix: 'use expose() of the add-on context, add the annotation, or set --default-targets',
        };
      }
    }
  },
};
