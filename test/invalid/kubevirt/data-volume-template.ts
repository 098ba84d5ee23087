import { metal, virtualMachine } from '../valid-base.ts';

export const repository = metal([
  virtualMachine((vm) => {
    vm.spec.dataVolumeTemplates = [
      {
        metadata: { name: 'data' },
        spec: { source: { blank: {} }, storage: { resources: { requests: { storage: '1Gi' } } } },
      },
    ];
  }),
]);
