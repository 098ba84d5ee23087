import type { Construct } from 'constructs';
import type { JsonObject } from '../../src/model/index.ts';
import { stage } from '../cluster/stage.ts';
import { HelmInstall } from '../flux/helm-install.ts';
import { chartPin } from '../versions.ts';
import type { ChartPin } from '../versions.ts';

/**
 * Cilium under the name that the bootstrap gave it, so that Flux takes the running release over. cilium-operator registers
 * its CRDs when it starts.
 */
export function installCilium(scope: Construct, chart: ChartPin, values: JsonObject): void {
  new HelmInstall(stage(scope, 'infrastructure', 'cilium'), 'cilium', {
    name: 'cilium',
    namespace: 'kube-system',
    createNamespace: false,
    chart,
    values,
    crds: ['*.cilium.io'],
    crdsIn: 'operator',
  });
}

/** KEDA, which scales the worker pools of inner clusters. Its default rights cover every kind with a scale. */
export function installKeda(scope: Construct): void {
  new HelmInstall(stage(scope, 'infrastructure', 'keda'), 'keda', {
    name: 'keda',
    namespace: 'keda',
    chart: chartPin('keda'),
    crds: ['*.eventing.keda.sh', '*.keda.sh'],
  });
}

/** The External Secrets Operator, which brings entries of secret stores into the cluster. */
export function installExternalSecrets(scope: Construct): void {
  new HelmInstall(stage(scope, 'infrastructure', 'external-secrets'), 'external-secrets', {
    name: 'external-secrets',
    namespace: 'external-secrets',
    chart: chartPin('external-secrets'),
    values: { installCRDs: true },
    crds: ['*.external-secrets.io', '*.generators.external-secrets.io'],
  });
}
