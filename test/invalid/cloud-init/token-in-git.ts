import { machineSaying, metal } from '../valid-base.ts';

export const repository = metal([
  machineSaying(
    '#cloud-config\nwrite_files:\n  - path: /etc/rancher/k3s/config.yaml\n    content: |\n      token: 83b0d1f6e8\n',
  ),
]);
