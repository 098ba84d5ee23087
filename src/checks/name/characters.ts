import { indexOf } from '../object-index.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
/** Names in RBAC may hold colons, as those of Kubernetes itself do. */
const SEGMENT = /^(?!\.{1,2}$)[^/%]+$/;

/** Names have the characters that Kubernetes allows. */
export const nameCharacters: Rule = {
  code: 'name/characters',
  title: 'names consist of allowed characters',
  why:
    'Names become parts of URLs and DNS names: lower-case letters, digits, hyphens and, where the kind allows it, dots. The ' +
    'API server refuses others, and Flux then applies nothing of that stage of the Kustomization.',
  *validate(repository) {
    for (const object of indexOf(repository).objects) {
      const { group, kind, name } = object.ref;
      const isLabel = group === '' && (kind === 'Namespace' || kind === 'Service');
      const pattern = isLabel ? LABEL : group === 'rbac.authorization.k8s.io' ? SEGMENT : SUBDOMAIN;
      if (pattern.test(name)) continue;
      yield {
        code: nameCharacters.code,
        message: `the name is not allowed for a ${kind}`,
        ...where(object),
        field: 'metadata.name',
        got: JSON.stringify(name),
        expected: `lower-case letters, digits and inner hyphens${isLabel ? '' : ', in parts separated by dots'}`,
        fix: 'choose another name',
      };
    }
  },
};
