import { textAt } from '../../model/index.ts';
import type { Mistake } from '../object-rule.ts';
import { scaledObjectRule, triggersOf } from './scaled-objects.ts';

/** Scaling by a query. */
export const kedaPrometheus = scaledObjectRule(
  {
    code: 'keda/prometheus',
    title: 'a prometheus trigger has an address, a query and a numeric threshold',
    why: 'KEDA 2.20 (prometheus_scaler.go) needs serverAddress, query and threshold, the last as a number in a string; without them the ScaledObject is not ready and scales nothing.',
  },
  function* (object) {
    for (const { trigger, field } of triggersOf(object, 'prometheus')) {
      const wrong = (name: string, expected: string): Mistake => ({
        field: `${field}.metadata.${name}`,
        message: 'KEDA cannot use the prometheus trigger',
        got: textAt(trigger, 'metadata', name) ?? 'nothing',
        expected,
        fix: 'correct the value',
      });
      const read = (name: string): string => textAt(trigger, 'metadata', name) ?? '';
      if (!/^https?:\/\/[^\s/]+/.test(read('serverAddress')))
        yield wrong('serverAddress', 'an http or https URL');
      if (read('query').trim() === '') yield wrong('query', 'a PromQL query that gives one number');
      if (read('threshold') === '' || !Number.isFinite(Number(read('threshold'))))
        yield wrong('threshold', 'a number, as text');
      const activation = read('activationThreshold');
      if (activation !== '' && !Number.isFinite(Number(activation)))
        yield wrong('activationThreshold', 'a number, as text');
    }
  },
);
