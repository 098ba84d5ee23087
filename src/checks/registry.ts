import { addressRules } from './address/index.ts';
import { bgpRules } from './bgp/index.ts';
import { ciliumRules } from './cilium/index.ts';
import { cloudInitRules } from './cloud-init/index.ts';
import { fluxRules } from './flux/index.ts';
import { imageRules } from './image/index.ts';
import { ingressRules } from './ingress/index.ts';
import { k3sRules } from './k3s/index.ts';
import { kedaRules } from './keda/index.ts';
import { kubevirtRules } from './kubevirt/index.ts';
import { nameRules } from './name/index.ts';
import type { Rule } from './rule.ts';
import { schemaRules } from './schema/index.ts';
import { secretRules } from './secret/index.ts';
import { servicesRules } from './services/index.ts';

/** All rules by code. Nothing else lives here: a rule is its own file. */
export const registry: { readonly [code: string]: Rule } = {
  ...addressRules,
  ...bgpRules,
  ...ciliumRules,
  ...cloudInitRules,
  ...fluxRules,
  ...imageRules,
  ...ingressRules,
  ...k3sRules,
  ...kedaRules,
  ...kubevirtRules,
  ...nameRules,
  ...schemaRules,
  ...secretRules,
  ...servicesRules,
};
