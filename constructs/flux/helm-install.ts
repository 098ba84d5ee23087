import { Construct } from 'constructs';
import { HelmRelease } from '../../imports/helm.toolkit.fluxcd.io.ts';
import type { HelmReleaseSpec } from '../../imports/helm.toolkit.fluxcd.io.ts';
import type { JsonObject, ObjectRef } from '../../src/model/index.ts';
import { declare, markOrigin } from '../cluster/declare.ts';
import { Layer } from '../cluster/layer.ts';
import type { ChartPin } from '../versions.ts';
import { chartSource } from './chart-source.ts';
import { namespace } from './namespace.ts';
import type { NamespaceProps } from './namespace.ts';

export interface HelmInstallProps {
  /** Name of the release, at most 53 characters. It never changes: Helm would install a second copy. */
  readonly name: string;
  /** Namespace of the HelmRelease and of what the chart installs. */
  readonly namespace: string;
  /** Whether the namespace is made here. @default true; pass false for kube-system and shared ones */
  readonly createNamespace?: boolean | NamespaceProps | undefined;
  readonly chart: ChartPin;
  readonly values?: JsonObject | undefined;
  readonly valuesFrom?: HelmReleaseSpec['valuesFrom'];
  /** CRDs the chart installs, `plural.group` or `*.group`. @default none */
  readonly crds?: readonly string[] | undefined;
  /**
   * Where the chart keeps its CRDs. In `crds/`, Helm itself never upgrades them, so Flux is told to
   * (`CreateReplace`); as `templates` they must be skipped there. `operator`: the operator registers them.
   * @default templates
   */
  readonly crdsIn?: 'crds-folder' | 'templates' | 'operator' | undefined;
  /** HelmReleases of the same cluster that must be ready first. @default none */
  readonly dependsOn?: readonly HelmInstall[] | undefined;
  /** How long install and upgrade may take, a Flux duration. @default 10m */
  readonly timeout?: string | undefined;
  /**
   * Whether the release counts as installed only when everything in it runs. Not for charts with a Service of type
   * LoadBalancer whose address comes from a later layer: each would wait for the other. @default true
   */
  readonly wait?: boolean | undefined;
}

/** A Helm chart installed by Flux: its source, the release, and what the layers after it may count on. */
export class HelmInstall extends Construct {
  readonly release: HelmRelease;
  readonly releaseName: string;
  readonly namespace: string;

  constructor(scope: Construct, id: string, props: HelmInstallProps) {
    super(scope, id);
    markOrigin(this);
    this.releaseName = props.name;
    this.namespace = props.namespace;
    const { createNamespace = true } = props;
    if (createNamespace !== false) {
      namespace(
        Layer.isLayer(scope) ? this : scope,
        props.namespace,
        createNamespace === true ? {} : createNamespace,
      );
    }
    const action = {
      crds: props.crdsIn === 'crds-folder' ? 'CreateReplace' : 'Skip',
      // A release that failed is tried again for ever instead of being left behind with "retries exhausted".
      strategy: { name: 'RetryOnFailure', retryInterval: '2m' },
      ...(props.wait === false ? { disableWait: true } : {}),
    } as const;
    this.release = new HelmRelease(this, 'release', {
      metadata: { name: props.name, namespace: props.namespace },
      spec: {
        interval: '1h',
        timeout: props.timeout ?? '10m',
        releaseName: props.name,
        ...chartSource(this, props),
        ...(props.dependsOn === undefined
          ? {}
          : { dependsOn: props.dependsOn.map((other) => other.dependency) }),
        install: action,
        upgrade: action,
        driftDetection: { mode: 'enabled' },
        ...(props.values === undefined ? {} : { values: props.values }),
        ...(props.valuesFrom === undefined ? {} : { valuesFrom: props.valuesFrom }),
      },
    });
    if (props.crds !== undefined) {
      declare(this.release, {
        type: 'crds',
        crds: props.crds,
        by: this.ref,
        provenance: props.crdsIn === 'operator' ? 'operator' : 'chart',
      });
    }
  }

  /** The HelmRelease, as facts name it. */
  get ref(): ObjectRef {
    return {
      group: 'helm.toolkit.fluxcd.io',
      kind: 'HelmRelease',
      namespace: this.namespace,
      name: this.releaseName,
    };
  }

  /** What a HelmRelease that waits for this one puts into `dependsOn`. */
  get dependency(): { readonly name: string; readonly namespace: string } {
    return { name: this.releaseName, namespace: this.namespace };
  }
}
