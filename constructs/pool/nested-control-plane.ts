import { Construct } from 'constructs';
import { InputError } from '../../src/model/index.ts';
import type { Address } from '../../src/model/index.ts';
import { declare, markOrigin } from '../cluster/declare.ts';
import { checkName } from '../cluster/name.ts';
import { FixedMachine } from './fixed-machine.ts';
import type { MachineRoot } from './fixed-machine.ts';
import { criticalFlags, serverGuest } from './machine-guest.ts';
import { machineLabels } from './machine-props.ts';
import type { NestedMachineProps } from './machine-props.ts';
import { joinSecret, repositorySecret } from './machine-secrets.ts';
import { antiAffinity } from './placement.ts';

export interface NestedControlPlaneProps extends NestedMachineProps {
  /** One machine for each address, all in one segment: 1, 3 or 5, so that etcd keeps a majority. */
  readonly addresses: readonly Address[];
  /**
   * The disk of every machine, which etcd writes to. Without one a machine comes back empty and joins again: then never
   * stop most of them at once. @default the image itself
   */
  readonly root?: MachineRoot | undefined;
  /** Machines are `PREFIX-1` and up. The names never change. @default CLUSTER-cp */
  readonly namePrefix?: string | undefined;
  /**
   * Whether two servers may share a metal node. `required` keeps them apart at any price: with as many metal nodes as
   * servers none can migrate, and after the loss of a node one stays down. @default preferred
   */
  readonly separateNodes?: 'preferred' | 'required' | undefined;
}

/**
 * The servers of a nested K3s cluster: VMs with names, addresses and disks of their own. They bring up the cluster
 * without help: kube-vip holds the API's address, Cilium is installed, and Flux starts to read `clusters/NAME`.
 *
 * Throws `k3s/even-servers`, `k3s/endpoint-segment`, `name/malformed`.
 */
export class NestedControlPlane extends Construct {
  /** The machines, first server first. */
  readonly machines: readonly FixedMachine[];

  constructor(scope: Construct, id: string, props: NestedControlPlaneProps) {
    super(scope, id);
    markOrigin(this);
    checkServers(props);
    const { cluster, addresses, namePrefix = `${cluster.name}-cp` } = props;
    const labels = machineLabels(checkName('control plane', namePrefix), 'control-plane', cluster);
    const repository = repositorySecret(scope, cluster);
    const secretDisks = [joinSecret(scope, cluster), ...(repository === undefined ? [] : [repository])];
    this.machines = addresses.map((address, i) => {
      const name = `${namePrefix}-${i + 1}`;
      const machine = new FixedMachine(this, name, {
        machine: props,
        name,
        address,
        root: props.root,
        labels,
        secretDisks,
        placement: {
          ...(props.nodeSelector === undefined ? {} : { nodeSelector: props.nodeSelector }),
          ...(props.tolerations === undefined ? {} : { tolerations: props.tolerations }),
          ...(props.priorityClassName === undefined ? {} : { priorityClassName: props.priorityClassName }),
          affinity: antiAffinity(labels, props.separateNodes ?? 'preferred'),
        },
        // Servers on shared disks move away from a drained node; others are stopped with it.
        evictionStrategy: 'LiveMigrateIfPossible',
        component: id,
        guest: (guest) => serverGuest(props, guest, i === 0),
      });
      declare(machine, {
        type: 'k3s-server',
        cluster: cluster.name,
        node: name,
        clusterInit: i === 0,
        tlsSans: props.k3s?.['tls-san'] ?? [cluster.endpoint.text],
        endpoint: cluster.endpoint.text,
        critical: criticalFlags(props),
      });
      return machine;
    });
  }
}

function checkServers({ cluster, addresses }: NestedControlPlaneProps): void {
  if (addresses.length % 2 === 0 || addresses.length > 7) {
    throw new InputError({
      code: 'k3s/even-servers',
      message: `the control plane of ${cluster.name} has a number of servers that etcd gains nothing from`,
      got: `${addresses.length} addresses`,
      expected: '1, 3, 5 or 7: a majority must survive, and an even number survives no more than one less',
      fix: 'add or remove an address',
    });
  }
  const { segment } = cluster.endpoint;
  const outside = addresses.find((address) => address.segment.name !== segment.name);
  if (outside !== undefined) {
    throw new InputError({
      code: 'k3s/endpoint-segment',
      message: `a server of ${cluster.name} is in another segment than the API's address`,
      got: `${outside.text} on ${outside.segment.name}, API ${cluster.endpoint.text} on ${segment.name}`,
      expected: `addresses on ${segment.name}: the API's address moves between the servers by ARP`,
      fix: `take the servers' addresses from ${segment.name}`,
    });
  }
}
