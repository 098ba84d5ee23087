import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import { markOrigin } from './declare.ts';
import { Layer } from './layer.ts';
import type { LayerProps } from './layer.ts';

const CLUSTER = Symbol.for('cdk8s-nested.Cluster');

/** The layers every cluster has, in the order in which Flux reaches them. */
export type StandardLayer = 'sources' | 'infrastructure' | 'infrastructure-config' | 'services';

/** A Kubernetes cluster: the owner of `clusters/NAME` and `manifests/NAME`. */
export class Cluster extends Construct {
  readonly name: string;
  readonly #layers = new Map<string, Layer>();

  constructor(scope: Construct, name: string) {
    super(scope, name);
    this.name = name;
    Object.defineProperty(this, CLUSTER, { value: true });
    markOrigin(this);
  }

  static isCluster(value: unknown): value is Cluster {
    return typeof value === 'object' && value !== null && CLUSTER in value;
  }

  /** The innermost cluster around a construct, or undefined in a plain cdk8s chart. */
  static find(construct: IConstruct): Cluster | undefined {
    for (let node: IConstruct | undefined = construct; node !== undefined; node = node.node.scope) {
      if (Cluster.isCluster(node)) return node;
    }
    return undefined;
  }

  /** HelmRepository, GitRepository and other sources that carry no version. */
  get sources(): Layer {
    return this.layer('sources');
  }

  /** Controllers: everything that installs CRDs. */
  get infrastructure(): Layer {
    return this.layer('infrastructure');
  }

  /** Objects of the kinds that infrastructure installed: issuers, stores, pools, database clusters. */
  get infrastructureConfig(): Layer {
    return this.layer('infrastructure-config');
  }

  /** Applications. */
  get services(): Layer {
    return this.layer('services');
  }

  /** The layer of that name; made on first use, so that empty layers are never emitted. */
  layer(name: StandardLayer | (string & {}), props: LayerProps = {}): Layer {
    let layer = this.#layers.get(name);
    if (layer === undefined) {
      layer = new Layer(this, name, props);
      this.#layers.set(name, layer);
    }
    return layer;
  }
}
