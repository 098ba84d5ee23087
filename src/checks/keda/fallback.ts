import { at, textAt } from '../../model/index.ts';
import { scaledObjectRule, triggersOf } from './scaled-objects.ts';

/** What KEDA does when it cannot read a metric. */
export const kedaFallback = scaledObjectRule(
  {
    code: 'keda/fallback',
    title: 'a ScaledObject with a fallback has a trigger that can fall back',
    why: "KEDA's webhook (2.20, scaledobject_webhook.go) refuses a fallback when every trigger is cpu or memory: these are read by the HorizontalPodAutoscaler, not by KEDA.",
  },
  function* (object) {
    const types = triggersOf(object).map(({ trigger }) => textAt(trigger, 'type') ?? '');
    if (at(object.manifest, 'spec', 'fallback') === undefined) return;
    if (types.some((type) => type !== 'cpu' && type !== 'memory')) return;
    yield {
      field: 'spec.fallback',
      message: 'no trigger can fall back',
      got: `triggers ${types.join(' and ')}`,
      expected: 'a trigger that KEDA reads itself, such as prometheus',
      fix: 'remove the fallback',
    };
  },
);
