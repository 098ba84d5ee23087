import { indexOf } from '../object-index.ts';
import { found } from '../object-rule.ts';
import type { Rule } from '../rule.ts';

/** One KubeVirt a cluster. */
export const kubevirtOneInstallation: Rule = {
  code: 'kubevirt/one-installation',
  title: 'a cluster has one KubeVirt object',
  why: 'virt-operator 1.9 serves one KubeVirt object in a cluster and refuses the second; which of two sets the configuration would depend on their order.',
  *validate(repository) {
    for (const { name } of repository.clusters) {
      const [first, ...others] = indexOf(repository).byKind('kubevirt.io', 'KubeVirt', name);
      for (const object of others) {
        yield found(kubevirtOneInstallation.code, object, {
          message: 'the cluster has a KubeVirt object already',
          got: `${object.id} beside ${first?.id}`,
          expected: 'one KubeVirt object',
          fix: 'merge the two',
        });
      }
    }
  },
};
