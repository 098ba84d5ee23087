import type { Construct } from 'constructs';
import { renderK3sConfig } from '../../src/guest/k3s-config.ts';
import { renderHostChecklist, renderHostModule } from '../../src/guest/nixos-host.ts';
import type { HostPlan } from '../../src/guest/nixos-host.ts';
import { InputError } from '../../src/model/index.ts';
import type { Address, BgpSpeaker, JsonObject, Segment } from '../../src/model/index.ts';
import type { RepositoryProps } from '../cluster/datacenter.ts';
import { clusterDns } from '../cluster/nested-cluster.ts';
import type { Cilium } from '../cluster/nested-cluster.ts';
import { TextFile } from '../cluster/text-file.ts';
import { bootManifests } from '../flux/boot-manifests.ts';
import type { FluxStart } from '../flux/flux-entry.ts';

export interface HostProps extends Pick<HostPlan, 'nonrootDevices' | 'nvmeTcp' | 'labels'> {
  /** Network card or bond that carries the VLANs on every host. */
  readonly uplink: string;
}

export interface HostFacts {
  readonly cluster: {
    readonly name: string;
    readonly endpoint: Address;
    readonly podCidr: string;
    readonly serviceCidr: string;
    readonly cni: Cilium;
    readonly repository: RepositoryProps;
  };
  /** Values of the Cilium release that Flux adopts. */
  readonly ciliumValues: JsonObject;
  readonly flux?: FluxStart | undefined;
  readonly machineNetworks: readonly Segment[];
  readonly architecture: 'amd64' | 'arm64';
  /** The routers' ends of the cluster's BGP sessions. */
  readonly routers: readonly BgpSpeaker[];
}

/**
 * What the hosts need before Flux runs, from the same facts as everything else: K3s' own configuration, the manifests that
 * bring the network and Flux, and with `hosts` a NixOS module and a checklist for VMs. Below `hosts/CLUSTER`; nothing
 * applies them by itself.
 */
export function hostFiles(scope: Construct, facts: HostFacts, hosts: HostProps | undefined): void {
  const files: { readonly [path: string]: string } = {
    'k3s-server.yaml': k3sConfig(facts, hosts),
    // For /var/lib/rancher/k3s/server/manifests.
    ...prefixed(
      'server-manifests/',
      bootManifests({ ...facts.cluster, flux: facts.flux, ciliumValues: facts.ciliumValues }),
    ),
    ...(hosts === undefined ? {} : virtualisation(facts, hosts)),
  };
  for (const [path, text] of Object.entries(files)) {
    new TextFile(scope, `host-${path.replaceAll('/', '-')}`, {
      path: `hosts/${facts.cluster.name}/${path}`,
      text,
    });
  }
}

/** For /etc/rancher/k3s/config.yaml on every server; the token and the first server's `cluster-init` are the host's own. */
function k3sConfig(
  { cluster: { endpoint, podCidr, serviceCidr } }: HostFacts,
  hosts: HostProps | undefined,
): string {
  return renderK3sConfig('server', {
    'tls-san': [endpoint.text],
    'cluster-cidr': [podCidr],
    'service-cidr': [serviceCidr],
    'cluster-dns': [clusterDns(serviceCidr)],
    'flannel-backend': 'none',
    'disable-network-policy': true,
    'disable-kube-proxy': true,
    disable: ['local-storage', 'servicelb', 'traefik'],
    ...(hosts?.nonrootDevices === false ? {} : { 'nonroot-devices': true }),
  });
}

function virtualisation(facts: HostFacts, hosts: HostProps): { readonly [file: string]: string } {
  const plan: HostPlan = {
    ...hosts,
    architecture: facts.architecture,
    segments: facts.machineNetworks.map((segment) => hostSegment(segment, facts.cluster.endpoint.segment)),
  };
  return {
    'kubevirt-host.nix': renderHostModule(plan),
    'CHECKLIST.md': renderHostChecklist(plan) + further(facts.routers),
  };
}

function hostSegment({ name, bridge, vlan, mtu }: Segment, nodes: Segment): HostPlan['segments'][number] {
  if (bridge === undefined || vlan === undefined) {
    throw new InputError({
      code: 'segment/no-bridge',
      message: `a host cannot make the bridge of the segment ${name}`,
      got: `bridge ${bridge ?? 'none'}, VLAN ${vlan ?? 'none'}`,
      expected: 'both',
      fix: `add bridge and vlan to the segment ${name}, or leave hosts out`,
    });
  }
  return {
    bridge,
    vlan,
    ...(mtu === 1500 ? {} : { mtu }),
    ...(name === nodes.name ? { hostAddress: true } : {}),
  };
}

/** Points that no host module can settle. */
function further(routers: readonly BgpSpeaker[]): string {
  const sessions = routers.flatMap(({ name, asn, sessions: ends }) =>
    ends.map(
      ({ peer, peerAsn, listen, accepts = [] }) =>
        `- [ ] router \`${name}\` (AS ${asn}) accepts sessions of \`${peer}\` (AS ${peerAsn}) from ${listen}, and the prefixes ` +
        accepts
          .map(({ cidr, ge, le }) => `${cidr}${ge === undefined ? '' : ` (length ${ge} to ${le})`}`)
          .join(', '),
    ),
  );
  return [
    '',
    '- [ ] the bridge plugin finds `nft`, with which it checks MAC addresses',
    '',
    '  ```sh',
    '  tr "\\0" "\\n" < /proc/$(pidof k3s-agent k3s-server | cut -d " " -f 1)/environ | grep ^PATH=',
    '  ```',
    '',
    ...sessions.flatMap((session) => [session, '']),
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
}

function prefixed(
  prefix: string,
  files: { readonly [path: string]: string },
): { readonly [path: string]: string } {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [prefix + path, text]));
}
