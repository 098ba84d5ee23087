import { indexOf } from '../object-index.ts';
import { from, where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Kinds whose names are shorter than those of others, by `group/Kind`. */
const LONGEST: { readonly [kind: string]: number } = {
  '/Namespace': 63,
  '/Service': 63,
  'kubevirt.io/VirtualMachine': 63,
  'kubevirt.io/VirtualMachineInstance': 63,
  'batch/Job': 63,
  // The job controller adds eleven characters.
  'batch/CronJob': 52,
  // The pods' label controller-revision-hash is the name with eleven more.
  'apps/StatefulSet': 52,
};

const OTHERS = 253;

/** Names fit where they are used. */
export const nameTooLong: Rule = {
  code: 'name/too-long',
  title: 'names are not too long for what they are used for',
  why:
    'Namespaces and Services are DNS labels, VMs and Jobs give their name to labels, and Flux writes the name of a layer into ' +
    'a label of every object: each at most 63 characters. The names of CronJobs and StatefulSets get eleven more characters. ' +
    'The API server refuses what is too long, or the controller silently makes no pods.',
  *validate(repository) {
    for (const { layers } of repository.clusters) {
      for (const layer of layers) {
        if (layer.name.length <= 63) continue;
        yield {
          code: nameTooLong.code,
          message: 'the name of the layer does not fit into the label by which Flux knows its objects',
          ...from(layer),
          field: 'name',
          got: `${layer.name} (${layer.name.length} characters)`,
          expected: 'at most 63 characters',
          fix: 'choose a shorter name before the first roll-out; later it is a move of all its objects',
        };
      }
    }
    for (const object of indexOf(repository).objects) {
      const { group, kind, name } = object.ref;
      // The shortest limit decides nearly all; the table is asked for the others only.
      if (name.length <= 52) continue;
      const longest = LONGEST[`${group}/${kind}`] ?? OTHERS;
      if (name.length <= longest) continue;
      yield {
        code: nameTooLong.code,
        message: `the name is too long for a ${kind}`,
        ...where(object),
        field: 'metadata.name',
        got: `${name} (${name.length} characters)`,
        expected: `at most ${longest} characters`,
        fix: 'choose a shorter name',
      };
    }
  },
};
