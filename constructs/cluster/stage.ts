import { Construct } from 'constructs';
import { Cluster } from './cluster.ts';
import type { StandardLayer } from './cluster.ts';
import { Layer } from './layer.ts';

/**
 * The place for a part of a construct that belongs into another layer than the construct itself: the component
 * folder `component` of the cluster's layer `stage` (or of the machines layer's companion for `prepare`).
 * In a plain cdk8s chart there are no layers and the place is a child of `scope`.
 */
export function stage(scope: Construct, stageName: StandardLayer | 'prepare', component: string): Construct {
  const layer = Layer.find(scope);
  if (stageName === 'prepare') {
    if (layer !== undefined) return (layer.prepare ?? layer).component(component);
  } else {
    const cluster = Cluster.find(scope);
    if (cluster !== undefined) return cluster.layer(stageName).component(component);
  }
  const id = `${stageName}-${component}`;
  const existing = scope.node.tryFindChild(id);
  return existing === undefined ? new Construct(scope, id) : existing;
}
