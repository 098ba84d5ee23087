import type { ErrorObject, ValidateFunction } from 'ajv';
import { newAjv } from './ajv-options.ts';
import type { Bundle } from './bundle.ts';
import { harden } from './harden.ts';
import { didYouMean, dotted, render, type SchemaProblem } from './problem.ts';

/** Compiles one kind so that it reports every problem instead of yes or no (10 to 300 ms, so only after a refusal). */
export function compileExplainer(bundle: Bundle, root: number): ValidateFunction {
  return newAjv({ allErrors: true, verbose: true }).compile(harden(bundle, root));
}

/** All problems of an object, in the order of their paths; empty if the object is fine. */
export function explain(validator: ValidateFunction, object: unknown): readonly SchemaProblem[] {
  if (validator(object)) return [];
  const errors = validator.errors ?? [];
  const forms = errors.filter((error) => error.keyword === 'anyOf' || error.keyword === 'oneOf');
  const problems = errors
    // The branches of a choice are told by the choice itself.
    .filter(
      (error) => !forms.some((form) => error !== form && error.schemaPath.startsWith(`${form.schemaPath}/`)),
    )
    .filter((error) => error.keyword !== 'propertyNames')
    .map(problemOf);
  const seen = new Set<string>();
  return problems
    .filter((problem) => !seen.has(JSON.stringify(problem)) && seen.add(JSON.stringify(problem)))
    .toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

type Params = Readonly<Record<string, unknown>>;

function problemOf(error: ErrorObject): SchemaProblem {
  const path = dotted(error.instancePath);
  const got = render(error.data);
  const params = error.params as Params;
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownField(path, String(params['additionalProperty']), error);
    case 'required': {
      const field = String(params['missingProperty']);
      return {
        path: join(path, field),
        message: 'a required field is missing',
        got: 'nothing',
        expected: field,
      };
    }
    case 'enum': {
      const values = (params['allowedValues'] as unknown[]).map((value) => String(value));
      const near = typeof error.data === 'string' ? didYouMean(error.data, values) : undefined;
      const fix = near === undefined ? {} : { fix: `did you mean ${near}` };
      return {
        path,
        message: 'the value is not one of those allowed',
        got,
        expected: `one of ${values.join(', ')}`,
        ...fix,
      };
    }
    case 'type':
      return {
        path,
        message: 'the value has the wrong type',
        got,
        expected: [params['type']].flat().join(' or '),
      };
    case 'pattern':
      return error.propertyName === undefined
        ? {
            path,
            message: 'the value has the wrong form',
            got,
            expected: `a text matching ${String(params['pattern'])}`,
          }
        : {
            path,
            message: 'a key has the wrong form',
            got: error.propertyName,
            expected: `a key matching ${String(params['pattern'])}`,
          };
    case 'uniqueBy': {
      const keys = error.schema as readonly string[];
      const { message, expected } = {
        message: 'two items have the same key',
        expected: `items that differ in ${keys.join(' + ')}`,
      };
      return { path, message, got: duplicateOf(error.data as unknown[], keys), expected };
    }
    case 'uniqueItems':
      return {
        path,
        message: 'two items are equal',
        got: `items ${String(params['j'])} and ${String(params['i'])}`,
        expected: 'different items',
      };
    case 'anyOf':
    case 'oneOf':
      return {
        path,
        message: 'the value fits none of the allowed forms, or more than one',
        got,
        expected: formsOf(error),
      };
    case 'not':
      return {
        path,
        message: 'the value has a forbidden form',
        got,
        expected: `not ${render(error.schema)}`,
      };
    default:
      return {
        path,
        message: `the value breaks ${error.keyword}`,
        got,
        expected: `${error.keyword} ${render(error.schema)}`,
      };
  }
}

function unknownField(path: string, field: string, error: ErrorObject): SchemaProblem {
  const known = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
  const near = didYouMean(field, known);
  return {
    path: join(path, field),
    message: 'the field is unknown; an API server would drop it',
    got: field,
    expected: known.length === 0 ? 'no fields' : `one of ${known.join(', ')}`,
    fix: near === undefined ? 'remove it, or check the apiVersion' : `did you mean ${near}`,
  };
}

function formsOf(error: ErrorObject): string {
  const branches = (error.schema as readonly Params[]).map((branch) => {
    const required = branch['required'];
    return Array.isArray(required) &&
      Object.keys(branch).every((key) => key === 'required' || key === 'properties')
      ? required.join(' + ')
      : render(branch);
  });
  return `${error.keyword === 'oneOf' ? 'exactly one of' : 'one of'} ${[...new Set(branches)].join(', ')}`;
}

function duplicateOf(list: readonly unknown[], keys: readonly string[]): string {
  const seen = new Set<string>();
  for (const item of list) {
    const values = keys.map((key) => (item as Record<string, unknown> | null)?.[key] ?? null);
    const identity = JSON.stringify(values);
    if (seen.has(identity)) return keys.map((key, index) => `${key} ${render(values[index])}`).join(', ');
    seen.add(identity);
  }
  return render(list);
}

function join(path: string, field: string): string {
  const step = /^[\w$-]+$/.test(field) ? `.${field}` : `["${field}"]`;
  return (path + step).replace(/^\./, '');
}
