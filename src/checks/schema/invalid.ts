import { indexOf } from '../object-index.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Every object is what its schema says. */
export const schemaInvalid: Rule = {
  code: 'schema/invalid',
  title: 'every object fits the schema of its kind',
  why:
    'The API server refuses an object with a wrong type, value or missing field, and Flux then applies nothing of that stage ' +
    'of the Kustomization. Unknown fields are dropped silently: a misspelt field is a setting that never takes effect.',
  *validate(repository, { schemas }) {
    for (const object of indexOf(repository).objects) {
      const { manifest } = object;
      // What is applied is the plain text of an encrypted object, which nobody here can read.
      if (manifest['sops'] !== undefined || schemas.kindOf(manifest.apiVersion, manifest.kind) === undefined)
        continue;
      for (const { path, message, got, expected, fix } of schemas.validate(manifest)) {
        yield { code: schemaInvalid.code, message, ...where(object), field: path, got, expected, fix };
      }
    }
  },
};
