import type { Rule } from '../rule.ts';
import { cloudInitHeader } from './header.ts';
import { cloudInitPermissions } from './permissions.ts';
import { cloudInitTokenInGit } from './token-in-git.ts';
import { cloudInitUnknownKey } from './unknown-key.ts';
import { cloudInitYaml } from './yaml.ts';

export const cloudInitRules = {
  'cloud-init/header': cloudInitHeader,
  'cloud-init/permissions': cloudInitPermissions,
  'cloud-init/token-in-git': cloudInitTokenInGit,
  'cloud-init/unknown-key': cloudInitUnknownKey,
  'cloud-init/yaml': cloudInitYaml,
} satisfies { readonly [code: string]: Rule };
