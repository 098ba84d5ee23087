import { missingIn } from '../references.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Claims name classes that exist. */
export const servicesStorageClass: Rule = {
  code: 'services/storage-class',
  title: 'every storage class that is used exists',
  why:
    'A claim of a class that nobody provides stays Pending for ever and its pods and VMs with it; the class of a claim ' +
    'cannot be changed afterwards.',
  *validate(repository) {
    for (const { ref, users } of missingIn(repository)) {
      if (ref.kind !== 'StorageClass') continue;
      const [{ object, field }, ...others] = users;
      yield {
        code: servicesStorageClass.code,
        message: `${object.cluster} has no storage class ${ref.name}`,
        ...where(object),
        field,
        got: others.length === 0 ? ref.name : `${ref.name}, here and in ${others.length} more places`,
        expected: 'a StorageClass of the program, of an installed driver, or one declared as external',
        fix: 'install the driver in this cluster, take the class from its handle, or correct the name',
      };
    }
  },
};
