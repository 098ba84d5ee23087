import { InputError } from '../../src/model/index.ts';
import type { NestedWorkerPoolProps } from './nested-worker-pool.ts';

/** Refuses what cannot be built, or would be built and never work. */
export function checkWorkers(name: string, props: NestedWorkerPoolProps): void {
  if (props.set === 'machines') checkMachines(name, props);
  else checkSet(name, props);
}

function checkMachines(name: string, { scale, addresses = [], segments }: NestedWorkerPoolProps): void {
  if (scale !== undefined) {
    throw new InputError({
      code: 'pool/scale-of-machines',
      message: `the machines of ${name} are as many as their addresses`,
      got: `set machines with scale ${scale.type}`,
      expected: 'addresses and no scale',
      fix: 'leave scale out, or use the set pool or replicaSet',
    });
  }
  if (addresses.length === 0) {
    throw new InputError({
      code: 'pool/no-addresses',
      message: `the pool ${name} has no machine`,
      got: 'set machines without addresses',
      expected: 'one address for each machine',
      fix: 'add addresses: SEGMENT.addresses(...)',
    });
  }
  const nodes = segments[0];
  const outside = addresses.find((address) => address.segment.name !== nodes?.name);
  if (outside !== undefined) {
    throw new InputError({
      code: 'pool/address-segment',
      message: `an address of ${name} is not in the nodes' network`,
      got: `${outside.text} on ${outside.segment.name}`,
      expected: `addresses on the first segment, ${nodes?.name ?? 'which is missing'}`,
      fix: 'list the segment of the addresses first',
    });
  }
}

function checkSet(
  name: string,
  { set = 'replicaSet', scale, addresses, root, segments }: NestedWorkerPoolProps,
): void {
  if (scale === undefined) {
    throw new InputError({
      code: 'pool/no-scale',
      message: `the pool ${name} does not say how many machines it has`,
      got: `set ${set} without scale`,
      expected: 'fixed(n) or keda({ min, max, triggers })',
      fix: 'add scale',
    });
  }
  if (addresses !== undefined) {
    throw new InputError({
      code: 'pool/addresses-in-set',
      message: `machines of ${name} are all equal and get their addresses by DHCP`,
      got: `set ${set} with addresses`,
      expected: 'no addresses',
      fix: 'leave addresses out, or use the set machines',
    });
  }
  if (set === 'replicaSet' && root !== undefined) {
    throw new InputError({
      code: 'pool/root-in-replica-set',
      message: `all machines of ${name} would write to the same disk`,
      got: 'set replicaSet with root',
      expected: 'no root: a replica set has no disk for each machine',
      fix: 'use the set pool, or leave root out',
    });
  }
  const nodes = segments[0];
  if (nodes?.dhcp === undefined || nodes.gateway === undefined) {
    throw new InputError({
      code: 'pool/no-dhcp',
      message: `machines of ${name} would get no address or no way out`,
      got:
        nodes === undefined
          ? 'no segment'
          : `segment ${nodes.name}, dhcp ${nodes.dhcp?.text ?? 'none'}, gateway ${nodes.gateway?.text ?? 'none'}`,
      expected: 'a first segment with a DHCP range and a gateway',
      fix: 'add dhcp and gateway to the segment, or use the set machines with addresses',
    });
  }
  if (name.length > 57) {
    throw new InputError({
      code: 'pool/name-too-long',
      message: 'the name leaves no room for the names of the machines',
      got: `${name} (${name.length} characters)`,
      expected: 'at most 57 characters: KubeVirt appends a hyphen and five letters, and host names end at 63',
      fix: 'choose a shorter name',
    });
  }
}
