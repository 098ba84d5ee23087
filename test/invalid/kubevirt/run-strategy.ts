import { metal, virtualMachine } from '../valid-base.ts';

export const repository = metal([
  virtualMachine((vm) => {
    delete vm.spec.runStrategy;
  }),
]);
