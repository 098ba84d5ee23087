import { at, listAt, textAt } from '../../model/index.ts';
import type { Json, Repository } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';

/** The configuration in a cluster's KubeVirt object; undefined when the repository does not install KubeVirt there. */
export function kubeVirtConfig(repository: Repository, cluster: string): Json | undefined {
  const [object] = indexOf(repository).byKind('kubevirt.io', 'KubeVirt', cluster);
  return object === undefined ? undefined : (at(object.manifest, 'spec', 'configuration') ?? {});
}

/** Whether an Alpha gate is on; undefined when the repository does not show it. */
export function alphaGate(repository: Repository, cluster: string, gate: string): boolean | undefined {
  const config = kubeVirtConfig(repository, cluster);
  return config === undefined
    ? undefined
    : listAt(config, 'developerConfiguration', 'featureGates').includes(gate);
}

/** Resource names under which the cluster passes devices to machines; undefined when the repository does not show them. */
export function permittedDevices(repository: Repository, cluster: string): ReadonlySet<string> | undefined {
  const config = kubeVirtConfig(repository, cluster);
  if (config === undefined) return undefined;
  const lists = ['pciHostDevices', 'mediatedDevices', 'usb'];
  return new Set(
    lists.flatMap((list) =>
      listAt(config, 'permittedHostDevices', list).map((one) => textAt(one, 'resourceName') ?? ''),
    ),
  );
}
