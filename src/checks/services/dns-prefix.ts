import { indexOf } from '../object-index.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { dnsAnnotations, externalDnsIn } from './external-dns.ts';

/** Annotations have the prefix that external-dns reads. */
export const servicesDnsPrefix: Rule = {
  code: 'services/dns-prefix',
  title: 'external-dns reads the annotations that objects carry',
  why:
    'external-dns 0.22 reads external-dns.kubernetes.io/ where 0.21 read external-dns.alpha.kubernetes.io/; annotations with ' +
    'the other prefix are ignored, and names then resolve to the address of the load balancer instead of the given target.',
  *validate(repository) {
    const installed = externalDnsIn(repository);
    if (installed.length === 0) return;
    for (const object of indexOf(repository).objects) {
      const found = dnsAnnotations(object);
      const readers = found.length === 0 ? [] : installed.filter(({ cluster }) => cluster === object.cluster);
      const [reader] = readers;
      if (
        reader === undefined ||
        readers.some(({ prefix }) => found.some(({ key }) => key.startsWith(prefix)))
      )
        continue;
      yield {
        code: servicesDnsPrefix.code,
        message: 'external-dns ignores the annotations of this object',
        ...where(object),
        field: 'metadata.annotations',
        got: found.map(({ key }) => key).join(', '),
        expected: `the prefix ${reader.prefix}`,
        fix: 'set annotationPrefix in the values of external-dns and use the same prefix for all annotations',
      };
    }
  },
};
