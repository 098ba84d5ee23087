import { at, listAt } from '../../model/index.ts';
import type { EmittedObject, Finding, Json } from '../../model/index.ts';
import { selects } from '../label-selector.ts';
import { indexOf } from '../object-index.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** The families of the peers select advertisements by their labels. */
export const ciliumAdvertisementUnmatched: Rule = {
  code: 'cilium/advertisement-unmatched',
  title: 'every advertisement is selected by a family of a peer, and the other way round',
  why:
    'A CiliumBGPPeerConfig announces only what the `advertisements` selector of one of its families finds among the labels ' +
    'of the CiliumBGPAdvertisement objects; otherwise the session comes up and announces nothing.',
  *validate(repository) {
    const index = indexOf(repository);
    for (const { name } of repository.clusters) {
      const advertisements = index.byKind('cilium.io', 'CiliumBGPAdvertisement', name);
      const families = index.byKind('cilium.io', 'CiliumBGPPeerConfig', name).flatMap(familiesOf);
      const lost = advertisements.filter((one) => !families.some((family) => matches(family, one)));
      for (const object of lost) yield unmatched(object, families);
      // A family that finds nothing because the advertisement has other labels is that one mistake.
      if (lost.length > 0) continue;
      for (const family of families)
        if (!advertisements.some((one) => matches(family, one))) yield idle(family);
    }
  },
};

interface Family {
  readonly object: EmittedObject;
  readonly field: string;
  readonly selector: Json | undefined;
}

function familiesOf(object: EmittedObject): readonly Family[] {
  return listAt(object.manifest, 'spec', 'families').map((family, i) => ({
    object,
    field: `spec.families[${i}].advertisements`,
    selector: at(family, 'advertisements'),
  }));
}

function matches({ selector }: Family, advertisement: EmittedObject): boolean {
  return selects(selector, advertisement.manifest.metadata.labels);
}

function unmatched(object: EmittedObject, families: readonly Family[]): Finding {
  return {
    code: ciliumAdvertisementUnmatched.code,
    message: 'no peer announces this: its labels match no family',
    ...where(object),
    field: 'metadata.labels',
    got: JSON.stringify(object.manifest.metadata.labels ?? {}),
    expected:
      families.length === 0
        ? 'a CiliumBGPPeerConfig with a family that selects it'
        : `labels for ${families.map(({ selector }) => JSON.stringify(selector ?? null)).join(' or ')}`,
    fix: 'give the advertisement the labels that spec.families[].advertisements of the CiliumBGPPeerConfig selects',
  };
}

function idle({ object, field, selector }: Family): Finding {
  return {
    code: ciliumAdvertisementUnmatched.code,
    message: 'the family announces nothing: it selects no advertisement',
    ...where(object),
    field,
    got: selector === undefined ? 'no selector' : JSON.stringify(selector),
    expected: 'a selector that matches the labels of a CiliumBGPAdvertisement',
    fix: 'select an advertisement, or remove the family',
  };
}
