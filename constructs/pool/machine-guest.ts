import type { GuestConfig, GuestInterface } from '../../src/guest/guest-config.ts';
import { extendGuest } from '../../src/guest/guest-config.ts';
import { k3sAgent, k3sServer } from '../../src/guest/k3s.ts';
import type { K3sConfig } from '../../src/guest/k3s-config.ts';
import type { K3sCluster, K3sNode } from '../../src/guest/k3s.ts';
import { kubeVipDaemonSet } from '../../src/guest/k3s-manifests.ts';
import { byCodeUnit, cidrsOf, formatCidr } from '../../src/model/index.ts';
import type { Address, Segment } from '../../src/model/index.ts';
import { ciliumValuesOf } from '../cluster/cilium-values.ts';
import { API_PORT, clusterDns } from '../cluster/nested-cluster.ts';
import type { NestedCluster } from '../cluster/nested-cluster.ts';
import { bootManifests } from '../flux/boot-manifests.ts';
import { pullSecretName } from '../flux/flux-instance.ts';
import type { MachineImage } from '../image/machine-image.ts';
import { imagePin } from '../versions.ts';
import type { NestedMachineProps } from './machine-props.ts';
import { K3S_DISK } from './machine-secrets.ts';
import { repositoryCredentials } from './repository-credentials.ts';
import { MASQUERADE_GATEWAY } from './virtual-machine-spec.ts';

/** A K3s server; `first` is the one that may make the cluster. */
export function serverGuest(props: NestedMachineProps, machine: FixedGuest, first: boolean): GuestConfig {
  const { cluster } = props;
  const k3s = k3sServer({ ...nodeOf(props, machine.address), first, manifests: serverManifests(cluster) });
  const { secret } = cluster.repository;
  const server = extendGuest(fixedGuest(props, machine), k3s);
  const withFlux =
    secret === undefined ? server : extendGuest(server, repositoryCredentials(pullSecretName(secret)));
  return extendGuest(withFlux, props.guest ?? {});
}

/** A K3s agent: with `machine` one with a name and an address, without one of a set. */
export function agentGuest(
  props: NestedMachineProps,
  machine: FixedGuest | { readonly segments: readonly Segment[] },
): GuestConfig {
  const fixed = 'address' in machine;
  const base = fixed ? fixedGuest(props, machine) : setGuest(props, machine.segments);
  const agent = k3sAgent(nodeOf(props, fixed ? machine.address : undefined));
  return extendGuest(extendGuest(base, agent), props.guest ?? {});
}

/** A machine with a name and an address of its own. Its first segment is the nodes' network. */
export interface FixedGuest {
  readonly name: string;
  readonly address: Address;
  readonly podMac: string;
  readonly nics: readonly { readonly segment: Segment; readonly mac: string }[];
}

/** Settings that all servers of the cluster must share, as K3s reads them. */
export function criticalFlags({ cluster, k3s = {} }: NestedMachineProps): {
  readonly [flag: string]: string;
} {
  const flags: K3sConfig = {
    'cluster-cidr': [cluster.podCidr],
    'service-cidr': [cluster.serviceCidr],
    'cluster-dns': [clusterDns(cluster.serviceCidr)],
    'flannel-backend': 'none',
    'disable-kube-proxy': true,
    'disable-network-policy': true,
    disable: ['local-storage', 'servicelb', 'traefik'],
    'secrets-encryption': true,
    ...k3s,
  };
  return Object.fromEntries(
    Object.entries(flags)
      .map(([flag, value]) => [flag, String(value)] as const)
      .toSorted(([one], [other]) => byCodeUnit(one, other)),
  );
}

function nodeOf(props: NestedMachineProps, address: Address | undefined): K3sNode {
  return {
    cluster: k3sCluster(props.cluster),
    program: K3S_PROGRAM[props.image.os],
    ...(address === undefined ? {} : { nodeIp: address.text }),
    ...(props.nodeLabels === undefined ? {} : { labels: props.nodeLabels }),
    ...(props.nodeTaints === undefined ? {} : { taints: props.nodeTaints }),
    ...(props.k3s === undefined ? {} : { extra: props.k3s }),
  };
}

/** Where images keep K3s; naming it lets one image serve as server and as agent. */
const K3S_PROGRAM = { nixos: '/run/current-system/sw/bin/k3s', linux: '/usr/local/bin/k3s' } as const;

function k3sCluster(cluster: NestedCluster): K3sCluster {
  return {
    endpoint: { host: cluster.endpoint.text, port: API_PORT },
    pods: cluster.podCidr,
    services: cluster.serviceCidr,
    dns: clusterDns(cluster.serviceCidr),
    secret: { disk: K3S_DISK },
  };
}

/** What K3s applies by itself so that the cluster comes up: the API's address, the network, and Flux for the rest. */
function serverManifests(cluster: NestedCluster): Readonly<Record<string, string>> {
  const { name, cni, repository, flux } = cluster;
  const { segment, text } = cluster.endpoint;
  return {
    'kube-vip.yaml': kubeVipDaemonSet({
      address: text,
      interface: segment.interface,
      image: imagePin('kube-vip'),
    }),
    ...bootManifests({ name, cni, repository, flux, ciliumValues: ciliumValuesOf(cluster) }),
  };
}

function fixedGuest({ cluster, nameservers }: NestedMachineProps, machine: FixedGuest): GuestConfig {
  const { name, address, podMac, nics } = machine;
  const gateway = address.segment.gateway?.text;
  const servers = nameservers ?? (gateway === undefined ? [] : [gateway]);
  return {
    hostname: { fixed: name },
    interfaces: [
      podInterface(cluster, { mac: podMac }, gateway === undefined),
      ...nics.map(({ segment, mac }, i): GuestInterface => {
        const common = { match: { mac }, rename: segment.interface, ...mtu(segment) };
        if (i > 0) return { ...common, ...otherDhcp(segment) };
        return {
          ...common,
          addresses: [`${address.text}/${segment.network.prefix}`],
          ...(gateway === undefined ? {} : { routes: [{ to: 'default', via: gateway }] }),
          ...(servers.length === 0 ? {} : { nameservers: { addresses: servers } }),
        };
      }),
    ],
  };
}

/** Machines of a set are all equal: names come from KubeVirt, addresses from DHCP, cards are told apart by position. */
function setGuest({ cluster, image }: NestedMachineProps, segments: readonly Segment[]): GuestConfig {
  return {
    hostname: { from: 'metadata' },
    interfaces: [
      podInterface(cluster, cardOfSet(image, 1), false),
      ...segments.map((segment, i): GuestInterface => ({
        match: cardOfSet(image, i + 2),
        ...mtu(segment),
        ...(i === 0 ? { dhcp4: true } : otherDhcp(segment)),
      })),
    ],
  };
}

/**
 * How machines of a set find their card number `position`, from 1, without MAC addresses: by ACPI index (`enoN`), which
 * nothing moves. ARM machines have none; there the cards sit in PCI ports by order (`enpNs0`).
 */
export function cardOfSet(
  { architecture }: MachineImage,
  position: number,
): { readonly acpiIndex: number } | { readonly name: string } {
  return architecture === 'amd64' ? { acpiIndex: position } : { name: `enp${position}s0` };
}

/**
 * The parent's pod network. Only the parent's load balancers are reached over it: bridged frames pass the node below
 * Cilium, which would have to translate those addresses. `asDefault` makes it the way to everything.
 */
function podInterface(
  cluster: NestedCluster,
  match: GuestInterface['match'],
  asDefault: boolean,
): GuestInterface {
  const pool = cluster.parentLoadBalancers;
  const routes =
    pool === undefined
      ? []
      : cidrsOf(pool.range).map((cidr) => ({ to: formatCidr(cidr), via: MASQUERADE_GATEWAY }));
  return {
    match,
    dhcp4: asDefault ? true : { useRoutes: false, useDns: false },
    ...(routes.length === 0 ? {} : { routes }),
  };
}

/** A second segment gives an address where it has DHCP, and no way out. */
function otherDhcp({ dhcp }: Segment): Pick<GuestInterface, 'dhcp4'> {
  return dhcp === undefined ? {} : { dhcp4: { useRoutes: false, useDns: false } };
}

function mtu(segment: Segment): Pick<GuestInterface, 'mtu'> {
  return segment.mtu === 1500 ? {} : { mtu: segment.mtu };
}
