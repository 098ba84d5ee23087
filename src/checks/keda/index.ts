import type { Rule } from '../rule.ts';
import { kedaCachedMetrics } from './cached-metrics.ts';
import { kedaCron } from './cron.ts';
import { kedaFallback } from './fallback.ts';
import { kedaIdleCount } from './idle-count.ts';
import { kedaNameLength } from './name-length.ts';
import { kedaOneAutoscaler } from './one-autoscaler.ts';
import { kedaPrometheus } from './prometheus.ts';
import { kedaReplicasAndAutoscaler } from './replicas-and-autoscaler.ts';
import { kedaScalable } from './scalable.ts';
import { kedaTriggerName } from './trigger-name.ts';

export const kedaRules = {
  'keda/cached-metrics': kedaCachedMetrics,
  'keda/cron': kedaCron,
  'keda/fallback': kedaFallback,
  'keda/idle-count': kedaIdleCount,
  'keda/name-length': kedaNameLength,
  'keda/one-autoscaler': kedaOneAutoscaler,
  'keda/prometheus': kedaPrometheus,
  'keda/replicas-and-autoscaler': kedaReplicasAndAutoscaler,
  'keda/scalable': kedaScalable,
  'keda/trigger-name': kedaTriggerName,
} satisfies { readonly [code: string]: Rule };
