import { fluxBootstrap, helmChart } from '../../src/guest/index.ts';
import type { JsonObject } from '../../src/model/index.ts';
import type { Cilium } from '../cluster/nested-cluster.ts';
import type { RepositoryProps } from '../cluster/datacenter.ts';
import { chartPin } from '../versions.ts';
import type { FluxStart } from './flux-entry.ts';
import { fluxInstance } from './flux-instance.ts';

export interface BootProps {
  readonly name: string;
  readonly cni: Cilium;
  /** Values of the Cilium release that Flux adopts. */
  readonly ciliumValues: JsonObject;
  readonly repository: RepositoryProps;
  readonly flux?: FluxStart | undefined;
}

/**
 * What K3s must apply by itself, by file name below its `server/manifests`: the network, without which no pod starts,
 * and Flux, which does the rest and adopts the Cilium release.
 */
export function bootManifests(props: BootProps): { readonly [file: string]: string } {
  const { chart } = props.cni;
  const oci = chart.url.startsWith('oci://');
  const { spec } = fluxInstance({ cluster: props.name, repository: props.repository });
  return {
    'cilium.yaml': helmChart({
      name: 'cilium',
      chart: oci ? chart.url : (chart.chart ?? 'cilium'),
      ...(oci ? {} : { repo: chart.url }),
      version: chart.version,
      targetNamespace: 'kube-system',
      bootstrap: true,
      values: props.ciliumValues,
    }),
    ...(props.flux === 'gotk-sync'
      ? {}
      : fluxBootstrap({ operatorVersion: chartPin('flux-operator').version, instance: spec })),
  };
}
