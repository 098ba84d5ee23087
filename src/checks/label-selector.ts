import { at, listAt, textAt } from '../model/index.ts';
import type { Json } from '../model/index.ts';

type Labels = { readonly [key: string]: Json | undefined } | undefined;

/** Whether a Kubernetes label selector matches; an empty selector matches everything, an absent one nothing. */
export function selects(selector: Json | undefined, labels: Labels): boolean {
  if (selector === undefined || selector === null) return false;
  const wanted = at(selector, 'matchLabels');
  for (const [key, value] of Object.entries(wanted ?? {})) if (labels?.[key] !== value) return false;
  return listAt(selector, 'matchExpressions').every((expression) => holds(expression, labels));
}

function holds(expression: Json, labels: Labels): boolean {
  const value = labels?.[textAt(expression, 'key') ?? ''];
  const values = listAt(expression, 'values');
  switch (textAt(expression, 'operator')) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
