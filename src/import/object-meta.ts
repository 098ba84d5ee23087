import type { SchemaNode } from '../schema/schema-node.ts';

const QUALIFIED_NAME: SchemaNode = {
  type: 'string',
  pattern: '^(?:[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$',
};

const LABEL_VALUE: SchemaNode = {
  type: 'string',
  pattern: '^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$',
};

const OWNER_REFERENCE: SchemaNode = {
  type: 'object',
  properties: {
    apiVersion: { type: 'string' },
    blockOwnerDeletion: { type: 'boolean' },
    controller: { type: 'boolean' },
    kind: { type: 'string' },
    name: { type: 'string' },
    uid: { type: 'string' },
  },
  required: ['apiVersion', 'kind', 'name', 'uid'],
};

/**
 * What a repository may say in an object's metadata. Fields that only the API server sets (uid, resourceVersion,
 * creationTimestamp, managedFields) are unknown here, and so is generateName: applying needs a name. Names: apimachinery `path.ValidatePathSegmentName` and
 * `validation.IsQualifiedName`, the rules that hold for every kind.
 */
export const OBJECT_META: SchemaNode = {
  type: 'object',
  properties: {
    annotations: { type: 'object', additionalProperties: { type: 'string' }, propertyNames: QUALIFIED_NAME },
    finalizers: { type: 'array', items: { type: 'string' } },
    labels: { type: 'object', additionalProperties: LABEL_VALUE, propertyNames: QUALIFIED_NAME },
    name: { type: 'string', maxLength: 253, pattern: '^(?!\\.{1,2}$)[^/%]+$' },
    namespace: { type: 'string', pattern: '^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$' },
    ownerReferences: { type: 'array', items: OWNER_REFERENCE },
  },
  required: ['name'],
};
