import { ApiObject } from 'cdk8s';
import type { Json, JsonObject, KubeObject } from '../model/index.ts';

/**
 * The manifest of an API object as plain data without undefined members. cdk8s' own `toJson` copies every value
 * three times to resolve tokens; an object without tokens, which is nearly every one, is copied once here.
 */
export function manifestOf(object: ApiObject): KubeObject {
  const { props, patches, metadata } = object as unknown as Internals;
  if (patches.length === 0) {
    const copy = plain({ ...props, metadata: metadataOf(metadata) });
    if (copy !== TOKEN) return copy as KubeObject;
  }
  return object.toJson() as KubeObject;
}

/** What cdk8s 2 keeps in an API object and in its metadata, under names that its types call private. */
interface Internals {
  readonly props: JsonObject;
  readonly patches: readonly unknown[];
  readonly metadata: {
    readonly _additionalAttributes: JsonObject;
    readonly name: string;
    readonly namespace?: string;
    readonly labels: JsonObject;
    readonly annotations: JsonObject;
    readonly finalizers: readonly string[];
    readonly ownerReferences: readonly JsonObject[];
  };
}

function metadataOf(metadata: Internals['metadata']): JsonObject {
  const { name, namespace, labels, annotations, finalizers, ownerReferences } = metadata;
  const all: { [key: string]: Json | undefined } = { ...metadata._additionalAttributes, name, namespace };
  all['labels'] = isEmpty(labels) ? undefined : labels;
  all['annotations'] = isEmpty(annotations) ? undefined : annotations;
  all['finalizers'] = finalizers.length === 0 ? undefined : finalizers;
  all['ownerReferences'] = ownerReferences.length === 0 ? undefined : ownerReferences;
  return all;
}

function isEmpty(object: JsonObject): boolean {
  for (const _ in object) return false;
  return true;
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
