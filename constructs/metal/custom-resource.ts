import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { declare } from '../cluster/declare.ts';
import { KEEP } from '../flux/namespace.ts';

export interface CustomResourceProps {
  readonly group: string;
  readonly version: string;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames?: readonly string[] | undefined;
  /** Whether `kubectl get` shows `status.phase`. @default false */
  readonly phase?: boolean | undefined;
}

/**
 * The CustomResourceDefinition of a kind whose controller checks its objects itself: any spec and status is taken.
 * Synth has already validated the objects against the full schema. It is never pruned, because deleting a
 * CustomResourceDefinition deletes all its objects.
 */
export function customResource(scope: Construct, props: CustomResourceProps): ApiObject {
  const { group, version, kind, plural, singular, shortNames } = props;
  const name = `${plural}.${group}`;
  const open = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  const object = new ApiObject(scope, `crd-${plural}`, {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name, annotations: { ...KEEP } },
    spec: {
      group,
      scope: props.scope,
      names: {
        kind,
        listKind: `${kind}List`,
        plural,
        singular,
        ...(shortNames === undefined ? {} : { shortNames }),
      },
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          subresources: { status: {} },
          ...(props.phase === true ? { additionalPrinterColumns: [PHASE] } : {}),
          schema: { openAPIV3Schema: { type: 'object', properties: { spec: open, status: open } } },
        },
      ],
    },
  });
  declare(object, {
    type: 'crds',
    crds: [name],
    by: { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', name },
    provenance: 'manifest',
  });
  return object;
}

const PHASE = { name: 'Phase', type: 'string', jsonPath: '.status.phase' };
