import { declare } from 'cdk8s-nested';
import type { StorageClassRef } from 'cdk8s-nested';
import { metal } from './metal.ts';

export const rdsBlock: StorageClassRef = {
  name: 'rds-nvme-rwx',
  provisioner: 'rds.csi.srvlab.io',
  block: ['ReadWriteMany', 'ReadWriteOnce'],
  filesystem: [],
};
declare(metal, {
  type: 'external',
  ref: { group: 'storage.k8s.io', kind: 'StorageClass', name: 'rds-nvme-rwx' },
  reason: 'the driver makes it',
});
