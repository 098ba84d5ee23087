import { describe } from 'vitest';
import { kedaRules } from '../../src/checks/keda/index.ts';
import type { Repository } from '../../src/model/index.ts';
import { cronTrigger, metal, prometheusTrigger, replicaSet, scaledObject } from '../invalid/valid-base.ts';
import type { Manifest } from '../invalid/valid-base.ts';
import { testRules } from './cases.ts';

const scaled = (edit?: (scaler: Manifest) => void): Repository => metal([replicaSet(), scaledObject(edit)]);

const cron = (metadata: Manifest): Repository =>
  scaled((scaler) => Object.assign(scaler.spec.triggers[0].metadata, metadata));

const prometheus = (metadata: Manifest): Repository =>
  scaled((scaler) => {
    scaler.spec.triggers = [prometheusTrigger()];
    Object.assign(scaler.spec.triggers[0].metadata, metadata);
  });

const autoscaler = (name: string): Manifest => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'pods', namespace: 'machines' },
  spec: {
    scaleTargetRef: { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachineInstanceReplicaSet', name },
    maxReplicas: 3,
  },
});

describe('the rules of autoscalers', () => {
  testRules(kedaRules, {
    'keda/cached-metrics': {
      accepts: {
        'cached metrics of a query': scaled(
          (s) => (s.spec.triggers = [{ ...prometheusTrigger(), useCachedMetrics: true }]),
        ),
      },
    },
    'keda/cron': {
      accepts: {
        'names, lists, ranges and steps': cron({ start: '*/15 8-18/2 1,15 jan-mar mon', timezone: 'UTC' }),
        'a zone with two slashes': cron({ timezone: 'America/Argentina/Buenos_Aires' }),
      },
      refuses: {
        'six fields': cron({ start: '0 0 8 * * *' }),
        'hour 24': cron({ end: '0 24 * * *' }),
        'a range that runs backwards': cron({ start: '0 18-8 * * *' }),
        'no replicas': cron({ desiredReplicas: '0' }),
        'an offset for a zone': cron({ timezone: '+02:00' }),
      },
    },
    'keda/fallback': {
      accepts: {
        'a fallback of a query beside cpu': scaled((s) => {
          s.spec.fallback = { failureThreshold: 3, replicas: 3 };
          s.spec.triggers = [
            prometheusTrigger(),
            { type: 'cpu', metricType: 'Utilization', metadata: { value: '60' } },
          ];
        }),
      },
    },
    'keda/idle-count': {
      accepts: { 'zero replicas while idle': scaled((s) => (s.spec.idleReplicaCount = 0)) },
      refuses: {
        'an idle count without a smallest count': scaled((s) => {
          delete s.spec.minReplicaCount;
          s.spec.idleReplicaCount = 0;
        }),
      },
    },
    'keda/name-length': {
      accepts: {
        '63 characters with the prefix': metal([replicaSet(), scaledObject(undefined, 'w'.repeat(54))]),
      },
      refuses: {
        'a long name of its own': scaled(
          (s) => (s.spec.advanced = { horizontalPodAutoscalerConfig: { name: 'h'.repeat(64) } }),
        ),
      },
    },
    'keda/one-autoscaler': {
      accepts: { 'an autoscaler of something else': metal([scaledObject(), autoscaler('other')]) },
      refuses: {
        'a HorizontalPodAutoscaler beside a ScaledObject': metal([scaledObject(), autoscaler('worker')]),
      },
    },
    'keda/prometheus': {
      accepts: { 'a threshold that is no whole number': prometheus({ threshold: '0.5' }) },
      refuses: {
        'an address without a scheme, and no query': [
          prometheus({ serverAddress: 'prometheus:9090', query: ' ' }),
          2,
        ],
      },
    },
    'keda/replicas-and-autoscaler': {
      accepts: {
        'replicas of a set that nothing scales': metal([replicaSet((set) => (set.spec.replicas = 3))]),
      },
      refuses: {
        'replicas under a HorizontalPodAutoscaler': metal([
          replicaSet((set) => (set.spec.replicas = 3)),
          autoscaler('worker'),
        ]),
      },
    },
    'keda/scalable': {
      accepts: { 'a replica set of machines': scaled() },
    },
    'keda/trigger-name': {
      accepts: { 'triggers without names': scaled((s) => s.spec.triggers.push(cronTrigger())) },
    },
  });
});
