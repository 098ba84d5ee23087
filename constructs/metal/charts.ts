import type { Construct } from 'constructs';
import { HelmChart } from '../../imports/helm.cattle.io.ts';
import type { JsonObject } from '../../src/model/index.ts';
import { stage } from '../cluster/stage.ts';
import { HelmInstall } from '../flux/helm-install.ts';
import { KEEP } from '../flux/namespace.ts';
import { chartPin } from '../versions.ts';
import type { ChartPin } from '../versions.ts';

/**
 * Cilium under the name that the bootstrap gave it, so that Flux takes the running release over. cilium-operator registers
 * its CRDs when it starts.
 */
export function installCilium(scope: Construct, chart: ChartPin, values: JsonObject): void {
  const place = stage(scope, 'infrastructure', 'cilium');
  letGo(place);
  new HelmInstall(place, 'cilium', {
    name: 'cilium',
    namespace: 'kube-system',
    createNamespace: false,
    chart,
    values,
    crds: ['*.cilium.io'],
    crdsIn: 'operator',
  });
}

/**
 * Takes the release from K3s, whose Helm controller would run again with every new K3s and every server that leads with an
 * older file: back to the version of the boot, and where it finds an upgrade of Flux' that failed, an uninstall first
 * (helm-controller 0.17, failurePolicy `reinstall`). The rest of the object stays as K3s applies it.
 */
function letGo(place: Construct): void {
  new HelmChart(place, 'bootstrap', {
    metadata: {
      name: 'cilium',
      namespace: 'kube-system',
      annotations: { 'helmcharts.helm.cattle.io/unmanaged': 'true', ...KEEP },
    },
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
