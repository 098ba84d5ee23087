import { ApiObject } from 'cdk8s';
import type { Json, JsonObject, KubeObject } from '../model/index.ts';

/**
 * The manifest of an API object as plain data without undefined members. cdk8s' own `toJson` copies every value
 * three times to resolve tokens; an object without tokens, which is nearly every one, is copied once here.
 */
export function manifestOf(object: ApiObject): KubeObject {
  const { props, patches } = object as unknown as { props: JsonObject; patches: readonly unknown[] };
  if (patches.length === 0) {
    const { metadata: _own, ...rest } = props;
    const copy = plain({ ...rest, metadata: object.metadata.toJson() as JsonObject });
    if (copy !== TOKEN) return copy as KubeObject;
  }
  return object.toJson() as KubeObject;
}

const TOKEN = Symbol('token');

function plain(value: unknown): Json | undefined | typeof TOKEN {
  if (value === null || typeof value !== 'object') return typeof value === 'function' ? TOKEN : (value as Json | undefined);
  if (Array.isArray(value)) {
    const list: Json[] = [];
    for (const item of value) {
      const copy = plain(item);
      if (copy === TOKEN) return TOKEN;
      if (copy !== undefined) list.push(copy);
    }
    return list;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return TOKEN;
  const result: { [key: string]: Json } = {};
  for (const key of Object.keys(value)) {
    const copy = plain((value as { readonly [key: string]: unknown })[key]);
    if (copy === TOKEN) return TOKEN;
    if (copy !== undefined) result[key] = copy;
  }
  return result;
}
