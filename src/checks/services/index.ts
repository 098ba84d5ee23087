import type { Rule } from '../rule.ts';
import { servicesDnsPrefix } from './dns-prefix.ts';
import { servicesDnsTargetMissing } from './dns-target-missing.ts';
import { servicesDnsTarget } from './dns-target.ts';
import { servicesGhostDatabase } from './ghost-database.ts';
import { servicesStorageClass } from './storage-class.ts';

export const servicesRules = {
  'services/dns-prefix': servicesDnsPrefix,
  'services/dns-target': servicesDnsTarget,
  'services/dns-target-missing': servicesDnsTargetMissing,
  'services/ghost-database': servicesGhostDatabase,
  'services/storage-class': servicesStorageClass,
} satisfies { readonly [code: string]: Rule };
