import { at, textAt } from '../../model/index.ts';
import { objectRule } from '../object-rule.ts';

/** Characters that the API server appends to a generated name. */
const SUFFIX = 5;

/** Names of the replicas of a set. */
export const kubevirtGenerateName = objectRule(
  {
    code: 'kubevirt/generate-name',
    title: 'the names of replicas are told apart from the name of their set by a hyphen',
    why: "KubeVirt 1.9 (replicaset.go) appends five characters to the template's name or generateName, or else to the set's own name, and inserts no hyphen: srvlab-worker becomes srvlab-workerx7k2p. The name is the guest's host name and node name, of at most 63 characters.",
  },
  [['kubevirt.io', 'VirtualMachineInstanceReplicaSet']],
  function* ({ manifest, ref }) {
    const metadata = at(manifest, 'spec', 'template', 'metadata');
    const base = textAt(metadata, 'name') ?? textAt(metadata, 'generateName') ?? ref.name;
    const field = 'spec.template.metadata.generateName';
    if (base.length + SUFFIX > 63) {
      yield {
        field,
        message: 'host names of the replicas would be cut',
        got: `${base.length} characters`,
        expected: `at most ${63 - SUFFIX}`,
        fix: 'choose a shorter generateName',
      };
    } else if (!base.endsWith('-')) {
      yield {
        severity: 'warning',
        field,
        message: 'the generated names have no hyphen before their suffix',
        got: base,
        expected: `${base}-`,
        fix: `set generateName: ${base}- in the metadata of the template`,
      };
    }
  },
);
