import { metal, virtualMachine } from '../valid-base.ts';

export const repository = metal([
  virtualMachine((vm) => {
    vm.spec.instancetype = { kind: 'VirtualMachineClusterInstancetype', name: 'u1.medium' };
    delete vm.spec.template.spec.domain.cpu;
  }),
]);
