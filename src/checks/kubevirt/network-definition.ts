import { at, listAt, textAt } from '../../model/index.ts';
import type { EmittedObject, Json, Repository } from '../../model/index.ts';
import { indexOf } from '../object-index.ts';
import { found, shown } from '../object-rule.ts';
import type { Mistake } from '../object-rule.ts';
import type { Rule } from '../rule.ts';
import { machinesOf } from './machines.ts';

export const NETWORK_GROUP = 'k8s.cni.cncf.io';

/** The CNI configuration inside NetworkAttachmentDefinitions. */
export const kubevirtNetworkDefinition: Rule = {
  code: 'kubevirt/network-definition',
  title: 'a NetworkAttachmentDefinition holds a CNI configuration, without addresses where machines use it',
  why: 'Multus reads spec.config as JSON when a pod starts, not before: a mistake keeps every machine on the network from starting. KubeVirt connects guests at layer 2; an address, gateway or NAT of the bridge plugin would take the traffic of the guests.',
  *validate(repository) {
    const used = networksOfMachines(repository);
    for (const object of indexOf(repository).byKind(NETWORK_GROUP, 'NetworkAttachmentDefinition')) {
      const text = textAt(object.manifest, 'spec', 'config');
      // Without a configuration, Multus takes the file of that name on the node.
      if (text === undefined || text === '') continue;
      for (const mistake of mistakes(text, used.has(`${object.cluster} ${object.id}`))) {
        yield found(kubevirtNetworkDefinition.code, object, { field: 'spec.config', ...mistake });
      }
    }
  },
};

/** The configuration as data; undefined when it is no JSON object. */
export function cniConfig(object: EmittedObject): Json | undefined {
  try {
    const config = JSON.parse(textAt(object.manifest, 'spec', 'config') ?? '') as Json;
    return config !== null && typeof config === 'object' && !Array.isArray(config) ? config : undefined;
  } catch {
    return undefined;
  }
}

/** `CLUSTER ID` of every NetworkAttachmentDefinition that a machine is on. */
export function networksOfMachines(repository: Repository): ReadonlySet<string> {
  const used = new Set<string>();
  for (const { spec, object } of machinesOf(repository)) {
    for (const network of listAt(spec, 'networks')) {
      const name = textAt(network, 'multus', 'networkName');
      if (name === undefined) continue;
      const path = name.includes('/') ? name : `${object.ref.namespace ?? ''}/${name}`;
      used.add(`${object.cluster} ${NETWORK_GROUP}/NetworkAttachmentDefinition ${path}`);
    }
  }
  return used;
}

function* mistakes(text: string, forMachines: boolean): Iterable<Omit<Mistake, 'field'>> {
  let config: Json;
  try {
    config = JSON.parse(text) as Json;
  } catch (error) {
    yield wrong(
      'the configuration is no JSON',
      (error as Error).message,
      'a JSON object',
      'correct the text',
    );
    return;
  }
  const plugins = at(config, 'plugins') === undefined ? [config] : listAt(config, 'plugins');
  const missing = [
    ...(textAt(config, 'cniVersion') === undefined ? ['cniVersion'] : []),
    ...(textAt(config, 'name') === undefined ? ['name'] : []),
    ...(plugins.length === 0 || plugins.some((plugin) => textAt(plugin, 'type') === undefined)
      ? ['type']
      : []),
  ];
  if (missing.length > 0) {
    const got = `no ${missing.join(' and no ')}`;
    yield wrong('the configuration is incomplete', got, 'cniVersion, name and type', 'add what is missing');
  }
  if (!forMachines) return;
  for (const plugin of plugins.filter((one) => textAt(one, 'type') === 'bridge')) {
    for (const key of ['isGateway', 'isDefaultGateway', 'ipMasq']) {
      if (at(plugin, key) !== true) continue;
      const fix = `remove ${key}; the router of the segment is the gateway`;
      yield wrong('the node would route for the machines', `${key}: true`, `no ${key}`, fix);
    }
    const ipam = at(plugin, 'ipam');
    if (ipam === undefined || Object.keys(ipam as object).length === 0) continue;
    yield wrong(
      'the pod would get the address of the machine',
      shown(ipam),
      'ipam: {}',
      'give addresses inside the guest',
    );
  }
}

function wrong(message: string, got: string, expected: string, fix: string): Omit<Mistake, 'field'> {
  return { message, got, expected, fix };
}
