import { metal, virtualMachine } from '../valid-base.ts';

export const repository = metal([
  virtualMachine((vm) => {
    vm.spec.template.metadata.labels['kubevirt.io/nodeName'] = 'metal1';
  }),
]);
