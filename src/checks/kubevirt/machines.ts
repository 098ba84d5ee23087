import { at, listAt } from '../../model/index.ts';
import type { EmittedObject, Json, Repository } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { found } from '../object-rule.ts';
import type { Mistake, RuleText } from '../object-rule.ts';
import type { Rule } from '../rule.ts';

/** The machine, or the template of machines, inside an object. */
export interface Machine {
  readonly object: EmittedObject;
  /** Spec of the VirtualMachineInstance and its dotted path. */
  readonly spec: Json | undefined;
  readonly path: string;
  /** Parts of `spec` that many rules look at, read once for all of them. */
  readonly domain: Json | undefined;
  readonly devices: Json | undefined;
  readonly disks: readonly Json[];
  readonly interfaces: readonly Json[];
  readonly volumes: readonly Json[];
  readonly networks: readonly Json[];
  /** Metadata that the VirtualMachineInstance gets. */
  readonly metadata: Json | undefined;
  readonly metadataPath: string;
  /** Spec of the VirtualMachine around it; undefined where there is none. */
  readonly vm: Json | undefined;
  readonly vmPath: string;
  /** True for templates of which several machines are made. */
  readonly replicated: boolean;
}

/** Every machine and template of machines in the repository; read once for each repository. */
export function machinesOf(repository: Repository): readonly Machine[] {
  let machines = known.get(repository);
  if (machines === undefined) {
    machines = KINDS.flatMap((place) => {
      const read = readerOf(place);
      return indexOf(repository).byKind(place.group, place.kind).map(read);
    });
    known.set(repository, machines);
  }
  return machines;
}

/** A rule that looks at machines one by one; fields of its mistakes are relative to the VirtualMachineInstance's spec. */
export function machineRule(
  text: RuleText,
  mistakes: (machine: Machine, repository: Repository) => Iterable<Mistake>,
): Rule {
  return {
    ...text,
    *validate(repository) {
      for (const machine of machinesOf(repository)) {
        for (const mistake of mistakes(machine, repository)) {
          yield found(text.code, machine.object, { ...mistake, field: `${machine.path}.${mistake.field}` });
        }
      }
    },
  };
}

/** The mistake of an option whose value KubeVirt's webhook does not take. */
export function refusedOption(field: string, got: string, expected: string): Mistake {
  return {
    field,
    message: 'KubeVirt refuses the option',
    got,
    expected,
    fix: 'correct the value, or leave it out',
  };
}

/** The same for VirtualMachines and templates of them; fields are relative to the VirtualMachine's spec. */
export function virtualMachineRule(
  text: RuleText,
  mistakes: (machine: Machine, repository: Repository) => Iterable<Mistake>,
): Rule {
  return {
    ...text,
    *validate(repository) {
      for (const machine of machinesOf(repository)) {
        if (machine.vm === undefined) continue;
        for (const mistake of mistakes(machine, repository)) {
          yield found(text.code, machine.object, { ...mistake, field: `${machine.vmPath}.${mistake.field}` });
        }
      }
    },
  };
}

const known = new WeakMap<Repository, readonly Machine[]>();

interface Place {
  readonly instance: string;
  readonly vm?: string;
  readonly replicated: boolean;
}

const KINDS: readonly (Place & { readonly group: string; readonly kind: string })[] = [
  { group: 'kubevirt.io', kind: 'VirtualMachine', instance: 'spec.template', vm: 'spec', replicated: false },
  { group: 'kubevirt.io', kind: 'VirtualMachineInstance', instance: '', replicated: false },
  {
    group: 'kubevirt.io',
    kind: 'VirtualMachineInstanceReplicaSet',
    instance: 'spec.template',
    replicated: true,
  },
  {
    group: 'pool.kubevirt.io',
    kind: 'VirtualMachinePool',
    instance: 'spec.virtualMachineTemplate.spec.template',
    vm: 'spec.virtualMachineTemplate.spec',
    replicated: true,
  },
  {
    group: 'infrastructure.cluster.x-k8s.io',
    kind: 'KubevirtMachineTemplate',
    instance: 'spec.template.spec.virtualMachineTemplate.spec.template',
    vm: 'spec.template.spec.virtualMachineTemplate.spec',
    replicated: true,
  },
];

/** Reads the machine in an object of one kind; the paths are taken apart once for all of its objects. */
function readerOf({ instance, vm, replicated }: Place): (object: EmittedObject) => Machine {
  const prefix = instance === '' ? '' : `${instance}.`;
  const [path, metadataPath] = [`${prefix}spec`, `${prefix}metadata`];
  const around = instance === '' ? [] : instance.split('.');
  const vmSteps = vm?.split('.');
  return (object) => {
    const inner = at(object.manifest, ...around);
    const spec = at(inner, 'spec');
    const domain = at(spec, 'domain');
    const devices = at(domain, 'devices');
    return {
      object,
      spec,
      path,
      domain,
      devices,
      disks: listAt(devices, 'disks'),
      interfaces: listAt(devices, 'interfaces'),
      volumes: listAt(spec, 'volumes'),
      networks: listAt(spec, 'networks'),
      metadata: at(inner, 'metadata'),
      metadataPath,
      vm: vmSteps === undefined ? undefined : at(object.manifest, ...vmSteps),
      vmPath: vm ?? '',
      replicated,
    };
  };
}
