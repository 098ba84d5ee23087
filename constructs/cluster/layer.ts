import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import type { LayerSettings } from '../../src/model/index.ts';
import { markOrigin } from './declare.ts';

const LAYER = Symbol.for('cdk8s-nested.Layer');

export interface LayerProps extends LayerSettings {
  /** Name in Flux and in the path, at most 63 characters. @default the construct id */
  readonly name?: string | undefined;
  /** Namespace of objects that name none. @default such objects are an error */
  readonly namespace?: string | undefined;
  /** Layer of the things that must be there before this one's, see `stage`. @default none */
  readonly prepare?: Layer | undefined;
  /** Layers to wait for beside the computed ones. @default none */
  readonly after?: readonly Layer[] | undefined;
  /** The cluster's Flux entry, `clusters/CLUSTER/flux-system`; made by the cluster itself. @default false */
  readonly entry?: boolean | undefined;
}

/**
 * A chart that becomes one Flux Kustomization: the folder `manifests/CLUSTER/LAYER` and an entry in
 * `clusters/CLUSTER`. What it waits for and when it counts as ready is computed from its objects.
 */
export class Layer extends Chart {
  readonly name: string;
  readonly settings: LayerSettings;
  readonly prepare: Layer | undefined;
  readonly after: readonly Layer[];
  readonly entry: boolean;

  constructor(scope: Construct, id: string, props: LayerProps = {}) {
    const { name, namespace, prepare, after, entry, ...settings } = props;
    super(scope, id, { disableResourceNameHashes: true, ...(namespace === undefined ? {} : { namespace }) });
    this.name = name ?? id;
    this.settings = settings;
    this.prepare = prepare;
    this.after = after ?? [];
    this.entry = entry ?? false;
    Object.defineProperty(this, LAYER, { value: true });
    markOrigin(this);
  }

  static isLayer(value: unknown): value is Layer {
    return typeof value === 'object' && value !== null && LAYER in value;
  }

  /** The layer around a construct, or undefined in a plain cdk8s chart. */
  static find(construct: IConstruct): Layer | undefined {
    for (let node: IConstruct | undefined = construct; node !== undefined; node = node.node.scope) {
      if (Layer.isLayer(node)) return node;
    }
    return undefined;
  }

  /** The component folder `name` in this layer; the same call gives the same one. */
  component(name: string): Construct {
    const existing = this.node.tryFindChild(name);
    return existing === undefined ? new Construct(this, name) : existing;
  }
}
