import { machineSaying, metal } from '../valid-base.ts';

export const repository = metal([
  machineSaying('#cloud-config\nwrite_file:\n  - path: /etc/hello\n    content: hello\n'),
]);
