import { contains, formatRange, textAt } from '../../model/index.ts';
import type { EmittedObject, Finding, Json, Repository } from '../../model/index.ts';
import { selects } from '../label-selector.ts';
import { indexOf } from '../object-index.ts';
import { readAddresses } from '../read-address.ts';
import { HELM_GROUP } from '../releases.ts';
import { where } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { poolBlocks } from './pools.ts';
import type { PoolBlock } from './pools.ts';

/** The annotation by which a Service asks for addresses, and its older name. */
const ASKS = ['lbipam.cilium.io/ips', 'io.cilium/lb-ipam-ips'];

/** A Service gets the address it asks for. */
export const ciliumServiceAddress: Rule = {
  code: 'cilium/service-address',
  title: 'a requested load-balancer address is in a pool that serves the Service',
  why:
    'Cilium gives a Service the address of `lbipam.cilium.io/ips` only when a pool contains it whose serviceSelector matches ' +
    'the Service; otherwise the Service has no external address at all.',
  *validate(repository) {
    const index = indexOf(repository);
    for (const object of index.byKind('', 'Service')) {
      const { labels, annotations, namespace, name } = object.manifest.metadata;
      for (const key of ASKS) {
        const asked = textAt(annotations, key);
        if (asked === undefined) continue;
        const seen = { ...labels, ...virtualLabels(namespace, name) };
        yield* check(repository, object, `metadata.annotations["${key}"]`, asked, (pool) =>
          serves(pool, seen),
        );
      }
    }
    // The Services of a chart show in its values only, without their labels.
    for (const object of index.byKind(HELM_GROUP, 'HelmRelease')) {
      if (!asks(object.manifest['spec'])) continue;
      for (const { path, value } of askedIn(object.manifest['spec'], 'spec')) {
        yield* check(repository, object, path, value, () => true);
      }
    }
  },
};

function* check(
  repository: Repository,
  object: EmittedObject,
  field: string,
  asked: string,
  fits: (pool: PoolBlock) => boolean,
): Iterable<Finding> {
  const pools = poolBlocks(repository, object.cluster);
  for (const text of asked.split(',').map((part) => part.trim())) {
    if (pools.some((pool) => fits(pool) && holds(pool, text))) continue;
    const holder = pools.find((pool) => holds(pool, text));
    yield {
      code: ciliumServiceAddress.code,
      message:
        holder === undefined
          ? 'no pool has the address that the Service asks for'
          : `the pool ${holder.object.ref.name} has the address, but does not serve this Service`,
      ...where(object),
      field,
      got: text,
      expected:
        holder === undefined
          ? `an address of ${pools.map(({ range }) => formatRange(range)).join(' or ') || 'a CiliumLoadBalancerIPPool'}`
          : `labels for the selector ${JSON.stringify(holder.selector)}`,
      fix:
        holder === undefined
          ? 'ask for an address of the pool'
          : 'label the Service, or widen the serviceSelector',
    };
  }
}

/** A pool without a selector serves every Service. */
function serves({ selector }: PoolBlock, labels: { readonly [key: string]: string | undefined }): boolean {
  return selector === undefined || selects(selector, labels);
}

/** Labels that Cilium adds for the selection. */
function virtualLabels(
  namespace: string | undefined,
  name: string,
): { readonly [key: string]: string | undefined } {
  return { 'io.kubernetes.service.namespace': namespace, 'io.kubernetes.service.name': name };
}

function holds({ range }: PoolBlock, text: string): boolean {
  const address = readAddresses(text);
  return address !== undefined && contains(range, address);
}

function asks(value: Json | undefined): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.some(asks);
  for (const [key, item] of Object.entries(value)) if (ASKS.includes(key) || asks(item)) return true;
  return false;
}

/** The requests inside a value, with their place. */
function* askedIn(
  value: Json | undefined,
  path: string,
): Iterable<{ readonly path: string; readonly value: string }> {
  if (value === null || typeof value !== 'object') return;
  for (const [key, item] of Object.entries(value)) {
    const field = Array.isArray(value)
      ? `${path}[${key}]`
      : /^[\w-]+$/.test(key)
        ? `${path}.${key}`
        : `${path}["${key}"]`;
    if (ASKS.includes(key) && typeof item === 'string') yield { path: field, value: item };
    else yield* askedIn(item, field);
  }
}
