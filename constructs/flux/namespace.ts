import type { Construct } from 'constructs';
import { Namespace as NamespaceObject } from '../../imports/k8s.ts';
import { declare } from '../cluster/declare.ts';

export interface NamespaceProps {
  /** Pod security level that is enforced. @default none, the cluster's own default */
  readonly podSecurity?: 'privileged' | 'baseline' | 'restricted' | undefined;
  readonly labels?: { readonly [key: string]: string } | undefined;
}

/** Annotation that keeps an object when it leaves Git; Flux' own. */
export const KEEP = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } as const;

/** A Namespace that Flux never prunes: deleting one deletes everything inside, whoever made it. */
export function namespace(scope: Construct, name: string, props: NamespaceProps = {}): NamespaceObject {
  const id = `namespace-${name}`;
  const existing = scope.node.tryFindChild(id);
  if (existing !== undefined) return existing as NamespaceObject;
  const object = new NamespaceObject(scope, id, {
    metadata: {
      name,
      annotations: { ...KEEP },
      labels: {
        ...(props.podSecurity === undefined
          ? {}
          : { 'pod-security.kubernetes.io/enforce': props.podSecurity }),
        ...props.labels,
      },
    },
  });
  declare(object, {
    type: 'stateful',
    ref: { group: '', kind: 'Namespace', name },
    holds: 'everything in the namespace',
  });
  return object;
}
