import { addressRules } from './address/index.ts';
import { bgpRules } from './bgp/index.ts';
import { ciliumRules } from './cilium/index.ts';
import { fluxRules } from './flux/index.ts';
import { k3sRules } from './k3s/index.ts';
import { nameRules } from './name/index.ts';
import type { Rule } from './rule.ts';
import { schemaRules } from './schema/index.ts';
import { servicesRules } from './services/index.ts';

/** All rules by code. Nothing else lives here: a rule is its own file. */
export const registry: { readonly [code: string]: Rule } = {
  ...addressRules,
  ...bgpRules,
  ...ciliumRules,
  ...fluxRules,
  ...k3sRules,
  ...nameRules,
  ...schemaRules,
  ...servicesRules,
};
