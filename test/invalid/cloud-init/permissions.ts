import { machineSaying, metal } from '../valid-base.ts';

export const repository = metal([
  machineSaying(
    '#cloud-config\nwrite_files:\n  - path: /etc/token\n    permissions: 0600\n    content: none\n',
  ),
]);
