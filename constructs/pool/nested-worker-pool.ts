import { Construct } from 'constructs';
import { declare, markOrigin } from '../cluster/declare.ts';
import { checkName } from '../cluster/name.ts';
import type { Address, Segment } from '../../src/model/index.ts';
import { FixedMachine } from './fixed-machine.ts';
import type { MachineRoot } from './fixed-machine.ts';
import { guestSecret } from './guest-secret.ts';
import { agentGuest, cardOfSet } from './machine-guest.ts';
import { machineLabels } from './machine-props.ts';
import type { NestedMachineProps } from './machine-props.ts';
import { joinSecret } from './machine-secrets.ts';
import { spread } from './placement.ts';
import { most } from './scale.ts';
import type { Scale } from './scale.ts';
import { poolScaler } from './scaled-object.ts';
import { virtualMachineSpec } from './virtual-machine-spec.ts';
import type { MachinePlacement, SecretVolume } from './virtual-machine-spec.ts';
import { checkWorkers } from './worker-rules.ts';
import { SET_KINDS, machinePool, poolDisk, replicaSet } from './worker-set.ts';

export interface NestedWorkerPoolProps extends NestedMachineProps {
  /** Networks of the machines; the first is the nodes' own, with a gateway. Sets also need its DHCP. */
  readonly segments: readonly Segment[];
  /**
   * `replicaSet`: machines without a disk that come and go under fresh names; fastest to scale.
   * `pool`: machines `NAME-0` and up that keep their names, each with a disk of its own if `root` is given.
   * `machines`: one machine for each of `addresses`, named `NAME-1` and up, with fixed MACs; never scaled.
   * @default replicaSet
   */
  readonly set?: WorkerSet | undefined;
  /** How many machines a set has, `fixed(n)` or `keda(...)`. Machines with addresses are as many as those. */
  readonly scale?: Scale | undefined;
  /** Addresses of `machines`, all in the first segment. */
  readonly addresses?: readonly Address[] | undefined;
  /** Persistent boot disk; not with `replicaSet`. @default the image itself: a stopped machine forgets everything */
  readonly root?: MachineRoot | undefined;
  /** Name of the pool, at most 54 characters with `keda`. It never changes. @default CLUSTER-ID */
  readonly name?: string | undefined;
}

export type WorkerSet = 'replicaSet' | 'pool' | 'machines';

/**
 * The agents of a nested K3s cluster. The set must not become another kind under the same name: that would replace all
 * machines at once. A changed description reaches a machine when it is replaced or started the next time.
 *
 * Throws `pool/...` where set, scale, disk and addresses do not fit together.
 */
export class NestedWorkerPool extends Construct {
  readonly name: string;
  /** The machines of the set `machines`; KubeVirt makes those of the other sets. */
  readonly machines: readonly FixedMachine[];

  constructor(scope: Construct, id: string, props: NestedWorkerPoolProps) {
    super(scope, id);
    markOrigin(this);
    this.name = checkName('worker pool', props.name ?? `${props.cluster.name}-${id}`);
    checkWorkers(this.name, props);
    const token = joinSecret(scope, props.cluster);
    if (props.set === 'machines') {
      this.machines = fixedWorkers(this, this.name, props, token);
    } else {
      this.machines = [];
      workerSet(this, this.name, props, token);
    }
  }
}

function fixedWorkers(
  pool: Construct,
  poolName: string,
  props: NestedWorkerPoolProps,
  token: SecretVolume,
): readonly FixedMachine[] {
  const labels = machineLabels(poolName, 'worker', props.cluster);
  return (props.addresses ?? []).map((address, i) => {
    const name = `${poolName}-${i + 1}`;
    return new FixedMachine(pool, name, {
      machine: props,
      name,
      address,
      otherSegments: props.segments.slice(1),
      root: props.root,
      labels,
      secretDisks: [token],
      placement: placementOf(props, labels),
      evictionStrategy: props.root === undefined ? 'None' : 'LiveMigrateIfPossible',
      component: pool.node.id,
      guest: (guest) => agentGuest(props, guest),
    });
  });
}

function workerSet(pool: Construct, name: string, props: NestedWorkerPoolProps, token: SecretVolume): void {
  const { cluster, segments, image, root, set = 'replicaSet', scale } = props;
  const { namespace } = cluster;
  const labels = machineLabels(name, 'worker', cluster);
  const cloudInit = guestSecret(pool, 'guest', {
    name: `${name}-guest`,
    namespace,
    labels,
    guest: agentGuest(props, { segments }),
  });
  const common = {
    name,
    namespace,
    labels,
    replicas: scale?.type === 'fixed' ? scale.replicas : undefined,
    spec: virtualMachineSpec({
      cpu: props.cpu,
      memory: props.memory,
      hugepages: props.hugepages,
      image,
      root: root === undefined ? undefined : { dataVolume: poolDisk(name) },
      nics: (['pod', ...segments] as const).map((network, i) => {
        const card = cardOfSet(image, i + 1);
        return 'acpiIndex' in card ? { network, ...card } : { network };
      }),
      cloudInit,
      secretDisks: [token],
      gpus: props.gpus,
      // A machine without a disk has nothing to take along: its pods are better started elsewhere.
      evictionStrategy: props.evictionStrategy ?? (root === undefined ? 'None' : 'LiveMigrateIfPossible'),
      terminationGracePeriod: props.terminationGracePeriod,
      placement: placementOf(props, labels),
    }),
  };
  if (set === 'pool') machinePool(pool, 'set', { ...common, image, root });
  else replicaSet(pool, 'set', common);
  if (scale?.type === 'keda') {
    poolScaler(pool, 'scaler', {
      name,
      namespace,
      labels,
      target: SET_KINDS[set === 'pool' ? 'pool' : 'replicaSet'],
      scale,
    });
  }
  for (const segment of segments.filter((one, i) => i === 0 || one.dhcp !== undefined)) {
    declare(pool, {
      type: 'dhcp-clients',
      segment,
      count: scale === undefined ? 0 : most(scale),
      label: `pool ${name}`,
    });
  }
}

function placementOf(
  props: NestedWorkerPoolProps,
  labels: { readonly [key: string]: string },
): MachinePlacement {
  return {
    ...(props.nodeSelector === undefined ? {} : { nodeSelector: props.nodeSelector }),
    ...(props.tolerations === undefined ? {} : { tolerations: props.tolerations }),
    ...(props.priorityClassName === undefined ? {} : { priorityClassName: props.priorityClassName }),
    topologySpreadConstraints: spread(labels),
  };
}
