import type { Rule } from '../rule.ts';
import { fluxCrdBeforeUse } from './crd-before-use.ts';
import { fluxCrdProviderMissing } from './crd-provider-missing.ts';
import { fluxCrdsUpgrade } from './crds-upgrade.ts';
import { fluxCycle } from './cycle.ts';
import { fluxDecryptionMissing } from './decryption-missing.ts';
import { fluxDependsOn } from './depends-on.ts';
import { fluxForce } from './force.ts';
import { fluxGateNeverReady } from './gate-never-ready.ts';
import { fluxIdentity } from './identity.ts';
import { fluxNamespaceScope } from './namespace-scope.ts';
import { fluxNamespaceUnknown } from './namespace-unknown.ts';
import { fluxOwnNamespace } from './own-namespace.ts';
import { fluxPathOverlap } from './path-overlap.ts';
import { fluxReferenceMissing } from './reference-missing.ts';
import { fluxReleaseCycle } from './release-cycle.ts';
import { fluxReleaseName } from './release-name.ts';
import { fluxReleaseRetries } from './release-retries.ts';
import { fluxStatefulPruned } from './stateful-pruned.ts';
import { fluxStorageNamespace } from './storage-namespace.ts';
import { fluxSubstituteVariable } from './substitute-variable.ts';
import { fluxSubstitution } from './substitution.ts';
import { fluxTiming } from './timing.ts';
import { fluxTwoCrdProviders } from './two-crd-providers.ts';
import { fluxUnknownAfter } from './unknown-after.ts';
import { fluxUnpinnedSource } from './unpinned-source.ts';
import { fluxValuesWatch } from './values-watch.ts';
import { fluxWaitAndChecks } from './wait-and-checks.ts';

export const fluxRules = {
  'flux/crd-before-use': fluxCrdBeforeUse,
  'flux/crd-provider-missing': fluxCrdProviderMissing,
  'flux/crds-upgrade': fluxCrdsUpgrade,
  'flux/cycle': fluxCycle,
  'flux/decryption-missing': fluxDecryptionMissing,
  'flux/depends-on': fluxDependsOn,
  'flux/force': fluxForce,
  'flux/gate-never-ready': fluxGateNeverReady,
  'flux/identity': fluxIdentity,
  'flux/namespace-scope': fluxNamespaceScope,
  'flux/namespace-unknown': fluxNamespaceUnknown,
  'flux/own-namespace': fluxOwnNamespace,
  'flux/path-overlap': fluxPathOverlap,
  'flux/reference-missing': fluxReferenceMissing,
  'flux/release-cycle': fluxReleaseCycle,
  'flux/release-name': fluxReleaseName,
  'flux/release-retries': fluxReleaseRetries,
  'flux/stateful-pruned': fluxStatefulPruned,
  'flux/storage-namespace': fluxStorageNamespace,
  'flux/substitute-variable': fluxSubstituteVariable,
  'flux/substitution': fluxSubstitution,
  'flux/timing': fluxTiming,
  'flux/two-crd-providers': fluxTwoCrdProviders,
  'flux/unknown-after': fluxUnknownAfter,
  'flux/unpinned-source': fluxUnpinnedSource,
  'flux/values-watch': fluxValuesWatch,
  'flux/wait-and-checks': fluxWaitAndChecks,
} satisfies { readonly [code: string]: Rule };
