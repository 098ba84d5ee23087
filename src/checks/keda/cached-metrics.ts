import { at, textAt } from '../../model/index.ts';
import { scaledObjectRule, triggersOf } from './scaled-objects.ts';

const UNCACHED = ['cpu', 'memory', 'cron'];

/** What KEDA keeps between two polls. */
export const kedaCachedMetrics = scaledObjectRule(
  {
    code: 'keda/cached-metrics',
    title: 'cpu, memory and cron triggers use no cached metrics',
    why: "KEDA's webhook (2.20, scaledobject_webhook.go) refuses useCachedMetrics for triggers whose values do not come from a poll.",
  },
  function* (object) {
    for (const { trigger, field } of triggersOf(object)) {
      const type = textAt(trigger, 'type') ?? '';
      if (at(trigger, 'useCachedMetrics') !== true || !UNCACHED.includes(type)) continue;
      yield {
        field: `${field}.useCachedMetrics`,
        message: `KEDA caches nothing for ${type} triggers`,
        got: 'true',
        expected: 'no useCachedMetrics',
        fix: 'remove the field',
      };
    }
  },
);
