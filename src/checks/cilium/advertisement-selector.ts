import { at, listAt, textAt } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** An advertisement says what it advertises. */
export const ciliumAdvertisementSelector: Rule = {
  code: 'cilium/advertisement-selector',
  title: 'an advertisement of Services or pools has a selector',
  why:
    'In a CiliumBGPAdvertisement an absent selector selects nothing (PodCIDR alone needs none): the sessions come up and ' +
    'no address is announced.',
  *validate(repository) {
    for (const object of indexOf(repository).byKind('cilium.io', 'CiliumBGPAdvertisement')) {
      for (const [i, item] of listAt(object.manifest, 'spec', 'advertisements').entries()) {
        const type = textAt(item, 'advertisementType');
        if ((type !== 'Service' && type !== 'CiliumPodIPPool') || at(item, 'selector') !== undefined)
          continue;
        yield {
          code: ciliumAdvertisementSelector.code,
          message: `the advertisement of type ${type} selects nothing`,
          ...where(object),
          field: `spec.advertisements[${i}].selector`,
          got: 'no selector',
          expected: 'a label selector; one that always holds for everything',
          fix: 'add matchExpressions with the operator NotIn and a value that no object has',
        };
      }
    }
  },
};
