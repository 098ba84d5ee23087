import { listAt, textAt } from '../../model/index.ts';
import { kubeVirtConfig } from './installation.ts';
import { machineRule } from './machines.ts';

/** Machine types that KubeVirt emulates by default. */
const TYPES: { readonly [architecture: string]: readonly [allowed: RegExp, example: string] } = {
  amd64: [/^(pc-)?q35/, 'q35 or pc-q35-VERSION'],
  arm64: [/^virt/, 'virt or virt-VERSION'],
  s390x: [/^s390-ccw-virtio/, 's390-ccw-virtio or s390-ccw-virtio-VERSION'],
};

/** The emulated machine. */
export const kubevirtMachineType = machineRule(
  {
    code: 'kubevirt/machine-type',
    title: 'the machine type is one that KubeVirt emulates',
    why: 'The KubeVirt 1.9 validating webhook (vmi-create-admitter) takes q35 and pc-q35 types on amd64, virt types on arm64 and s390-ccw-virtio types on s390x, unless the KubeVirt object lists others.',
  },
  function* ({ domain, spec, object }, repository) {
    const type = textAt(domain, 'machine', 'type');
    const architecture = textAt(spec, 'architecture') ?? 'amd64';
    const allowed = TYPES[architecture];
    if (type === undefined || type === '' || allowed === undefined || allowed[0].test(type)) return;
    const config = kubeVirtConfig(repository, object.cluster);
    const own = [
      ...listAt(config, 'emulatedMachines'),
      ...listAt(config, 'architectureConfiguration', architecture, 'emulatedMachines'),
    ];
    if (own.length > 0) return;
    yield {
      field: 'domain.machine.type',
      message: `KubeVirt emulates no such machine on ${architecture}`,
      got: type,
      expected: allowed[1],
      fix: 'leave the type out',
    };
  },
);
