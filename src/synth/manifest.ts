import { ApiObject } from 'cdk8s';
import type { Json, JsonObject, KubeObject } from '../model/index.ts';

/**
 * The manifest of an API object as plain data without undefined members. cdk8s' own `toJson` copies every value
 * three times to resolve tokens; an object without tokens, which is nearly every one, is passed on here.
 */
export function manifestOf(object: ApiObject): KubeObject {
  const { props, patches, metadata } = object as unknown as Internals;
  if (patches.length === 0) {
    const whole = plain({ ...props, metadata: metadataOf(metadata) });
    if (whole !== TOKEN) return whole as KubeObject;
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
  const all: { [key: string]: Json | undefined } = { ...metadata._additionalAttributes, name };
  set(all, 'namespace', namespace);
  set(all, 'labels', isEmpty(labels) ? undefined : labels);
  set(all, 'annotations', isEmpty(annotations) ? undefined : annotations);
  set(all, 'finalizers', finalizers.length === 0 ? undefined : finalizers);
  set(all, 'ownerReferences', ownerReferences.length === 0 ? undefined : ownerReferences);
  return all;
}

function set(all: { [key: string]: Json | undefined }, key: string, value: Json | undefined): void {
  if (value !== undefined) all[key] = value;
  else if (key in all) delete all[key];
}

function isEmpty(object: JsonObject): boolean {
  for (const _ in object) return false;
  return true;
}

const TOKEN = Symbol('token');

/**
 * The value without undefined members, or TOKEN when something in it must be resolved by cdk8s. What needs no change,
 * nearly everything, is passed on as it is.
 */
function plain(value: unknown): Json | undefined | typeof TOKEN {
  if (value === null || typeof value !== 'object')
    return typeof value === 'function' ? TOKEN : (value as Json | undefined);
  if (Array.isArray(value)) return plainList(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return TOKEN;
  const members = value as { readonly [key: string]: unknown };
  let copy: { [key: string]: Json } | undefined;
  for (const key in members) {
    const was = members[key];
    const is = plain(was);
    if (is === TOKEN) return TOKEN;
    if (is === was && is !== undefined) {
      if (copy !== undefined) copy[key] = is;
    } else {
      copy ??= membersBefore(members, key);
      if (is !== undefined) copy[key] = is;
    }
  }
  return copy ?? (members as { readonly [key: string]: Json });
}

function plainList(value: readonly unknown[]): readonly Json[] | typeof TOKEN {
  let copy: Json[] | undefined;
  for (let i = 0; i < value.length; i++) {
    const is = plain(value[i]);
    if (is === TOKEN) return TOKEN;
    if (is === value[i] && is !== undefined) copy?.push(is);
    else {
      copy ??= value.slice(0, i) as Json[];
      if (is !== undefined) copy.push(is);
    }
  }
  return copy ?? (value as readonly Json[]);
}

function membersBefore(members: { readonly [key: string]: unknown }, end: string): { [key: string]: Json } {
  const copy: { [key: string]: Json } = {};
  for (const key in members) {
    if (key === end) break;
    copy[key] = members[key] as Json;
  }
  return copy;
}
