import { from } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** A layer with SOPS files has the key. */
export const fluxDecryptionMissing: Rule = {
  code: 'flux/decryption-missing',
  title: 'a layer that holds SOPS files can decrypt them',
  why:
    'Without `decryption` Flux refuses the encrypted Secret ("is SOPS encrypted, configuring decryption is required") and ' +
    'applies nothing of the Kustomization.',
  *validate(repository) {
    for (const { layers } of repository.clusters) {
      for (const layer of layers) {
        if (layer.settings.decryptionSecret !== undefined || layer.entry === true) continue;
        const object = layer.objects.find(({ manifest }) => manifest['sops'] !== undefined);
        if (object === undefined) continue;
        yield {
          code: fluxDecryptionMissing.code,
          message: `the layer ${layer.name} holds SOPS files and has no key`,
          ...from(layer),
          object: `${object.cluster}: ${object.id}`,
          field: 'decryptionSecret',
          got: 'nothing',
          expected: 'the name of the Secret in flux-system that holds the age or GPG key',
          fix: `set decryptionSecret of the layer ${layer.name}`,
        };
      }
    }
  },
};
