import type { Construct } from 'constructs';
import type { SecretDisk } from '../../src/guest/guest-config.ts';
import type { NestedCluster } from '../cluster/nested-cluster.ts';
import { stage } from '../cluster/stage.ts';
import { namespace } from '../flux/namespace.ts';
import { secret } from '../secret/secret.ts';
import type { SecretVolume } from './virtual-machine-spec.ts';

/** The disk with the join token and the secret of the node passwords. */
export const K3S_DISK: SecretDisk = { serial: 'k3s', mountPoint: '/run/machine-secrets/k3s' };

/** The disk with the credentials of the repository that the cluster's own Flux reads. */
export const REPOSITORY_DISK: SecretDisk = {
  serial: 'repository',
  mountPoint: '/run/machine-secrets/repository',
};

/**
 * Makes the namespace of a cluster's machines and brings its join secret there; once for all constructs of the cluster.
 * Returns the disk for the machines. Machines with dedicated CPUs have a capability that only `privileged` allows.
 */
export function joinSecret(scope: Construct, cluster: NestedCluster): SecretVolume {
  const place = stage(scope, 'prepare', 'machines');
  namespace(place, cluster.namespace, {
    podSecurity: 'privileged',
    labels: { 'cdk8s-nested.dev/cluster': cluster.name },
  });
  return { serial: K3S_DISK.serial, secret: once(place, `${cluster.name}-k3s`, cluster, cluster.token) };
}

/** Brings the repository's credentials to the servers; undefined for a public repository. */
export function repositorySecret(scope: Construct, cluster: NestedCluster): SecretVolume | undefined {
  const { secret: source } = cluster.repository;
  if (source === undefined) return undefined;
  const place = stage(scope, 'prepare', 'machines');
  return {
    serial: REPOSITORY_DISK.serial,
    secret: once(place, `${cluster.name}-repository`, cluster, source),
  };
}

function once(
  place: Construct,
  name: string,
  cluster: NestedCluster,
  source: NestedCluster['token'],
): string {
  if (place.node.tryFindChild(name) !== undefined) return name;
  const labels = { 'cdk8s-nested.dev/cluster': cluster.name };
  return secret(place, name, { name, namespace: cluster.namespace, source, labels }).name;
}
