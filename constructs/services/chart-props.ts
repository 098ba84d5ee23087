import type { Json, JsonObject } from '../../src/model/index.ts';
import type { ChartPin } from '../versions.ts';

/** What every add-on takes that is a Helm chart. */
export interface ChartProps {
  /** @default the pinned chart */
  readonly chart?: ChartPin | undefined;
  /** Further values of the chart, which win over the add-on's own. @default none */
  readonly values?: JsonObject | undefined;
}

/** `base` with the members of `more` put in, at every depth; lists are replaced, as Helm does it. */
export function mergeValues(base: JsonObject, more: JsonObject = {}): JsonObject {
  const merged: { [key: string]: Json | undefined } = { ...base };
  for (const [key, value] of Object.entries(more)) {
    const own = merged[key];
    merged[key] = isMap(own) && isMap(value) ? mergeValues(own, value) : value;
  }
  return merged;
}

function isMap(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
