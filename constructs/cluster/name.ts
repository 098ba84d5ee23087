import { InputError } from '../../src/model/index.ts';

/** Refuses names that Kubernetes, Flux' owner labels (63 characters) or a folder could not carry. */
export function checkName(what: string, name: string): string {
  if (/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name) && name.length <= 63) return name;
  throw new InputError({
    code: 'name/malformed',
    message: `not a usable name for a ${what}`,
    got: `${name} (${name.length} characters)`,
    expected: 'a DNS label: lower-case letters, digits and inner hyphens, at most 63 characters',
    fix: 'choose another name; it is also the folder and the Flux name, and it should never change',
  });
}
