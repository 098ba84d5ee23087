import type { Construct } from 'constructs';
import { ScaledObject } from '../../imports/keda.sh.ts';
import { InputError } from '../../src/model/index.ts';
import type { KedaScale } from './scale.ts';

export interface PoolScalerProps {
  /** Name of the pool, and of the ScaledObject. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: { readonly [key: string]: string };
  readonly target: { readonly apiVersion: string; readonly kind: string };
  readonly scale: KedaScale;
}

/** The KEDA object that sets the number of machines of a pool. Throws `scale/name`. */
export function poolScaler(scope: Construct, id: string, props: PoolScalerProps): ScaledObject {
  const { name, namespace, labels, target, scale } = props;
  if (name.length > 54) {
    throw new InputError({
      code: 'scale/name',
      message: 'the name of the pool is too long for its autoscaler',
      got: `${name} (${name.length} characters)`,
      expected: 'at most 54 characters: KEDA makes keda-hpa-NAME of it',
      fix: 'choose a shorter name',
    });
  }
  return new ScaledObject(scope, id, {
    metadata: { name, namespace, labels: { ...labels } },
    spec: {
      scaleTargetRef: { ...target, name },
      minReplicaCount: scale.min,
      maxReplicaCount: scale.max,
      ...(scale.pollingInterval === undefined ? {} : { pollingInterval: scale.pollingInterval }),
      ...(scale.cooldownPeriod === undefined ? {} : { cooldownPeriod: scale.cooldownPeriod }),
      advanced: {
        horizontalPodAutoscalerConfig: {
          behavior: { scaleDown: { stabilizationWindowSeconds: scale.scaleDownAfter ?? 600 } },
        },
      },
      triggers: scale.triggers.map(({ type, metadata, name: trigger, authentication }) => ({
        type,
        metadata: { ...metadata },
        ...(trigger === undefined ? {} : { name: trigger }),
        ...(authentication === undefined ? {} : { authenticationRef: { name: authentication } }),
      })),
    },
  });
}
