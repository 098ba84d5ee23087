import { textAt } from '../../model/index.ts';
import { repeated } from '../object-rule.ts';
import { scaledObjectRule, triggersOf } from './scaled-objects.ts';

/** Triggers are told apart by name. */
export const kedaTriggerName = scaledObjectRule(
  {
    code: 'keda/trigger-name',
    title: 'the names of the triggers of a ScaledObject differ',
    why: "KEDA's webhook (2.20, scaledobject_webhook.go) refuses a trigger name that is there twice; formulas of scalingModifiers refer to triggers by name.",
  },
  function* (object) {
    for (const { name, at } of repeated(triggersOf(object).map(({ trigger }) => textAt(trigger, 'name')))) {
      yield {
        field: `spec.triggers[${at}].name`,
        message: 'an earlier trigger has the name',
        got: name,
        expected: 'a name of its own',
        fix: 'rename one of the two',
      };
    }
  },
);
