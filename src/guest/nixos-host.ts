import type { Json } from '../yaml/write-yaml.ts';
import { writeNix } from './nix-text.ts';

/** What the metal hosts have to offer to virtual machines. */
export interface HostPlan {
  /** NIC or bond that carries the VLANs; the host's own configuration of it stays in force. */
  readonly uplink: string;
  readonly segments: readonly HostSegment[];
  /** `amd64` hosts run the machines; `arm64` hosts may still carry the segments. */
  readonly architecture: 'amd64' | 'arm64';
  /** Containers without root open block devices (K3s `nonroot-devices`, 1.31.3 and later); default true. */
  readonly nonrootDevices?: boolean;
  /** Attach NVMe over TCP volumes; default true. */
  readonly nvmeTcp?: boolean;
  /** Labels of the Kubernetes node, besides those that the kubelet sets. */
  readonly labels?: Readonly<Record<string, string>>;
}

export interface HostSegment {
  /** Bridge that the machines attach to, for example `br66`. */
  readonly bridge: string;
  /** VLAN id, 1-4094; its device is named `v` and the id. */
  readonly vlan: number;
  /** Bytes; the uplink's MTU has to be at least as large. */
  readonly mtu?: number;
  /** The host's own address is in this segment. It belongs on the bridge: a port of a bridge has no address. */
  readonly hostAddress?: boolean;
}

/**
 * A NixOS module for the metal hosts. Each segment is a VLAN device on the uplink inside a bridge, without address except
 * where the host has its own: the bridge plugin of the cluster would create a missing bridge silently, and such a bridge
 * has no uplink. The host's address comes from its own configuration, a network of the same name.
 */
export function renderHostModule(plan: HostPlan): string {
  assertHostPlan(plan);
  return `# Preconditions of virtual machines on a metal host.
{ pkgs, ... }:
{
  imports = [
    ${writeNix(hostModule(plan), 2)}
  ];

  # CNI plugins have the PATH of K3s, and the bridge plugin checks MAC addresses by nft.
  systemd.services.k3s.path = [ pkgs.nftables ];
}
`;
}

function hostModule(plan: HostPlan): Record<string, Json> {
  const labels = Object.entries(plan.labels ?? {}).map(([key, value]) => `${key}=${value}`);
  return {
    boot: {
      kernelModules: kernelModules(plan),
      kernel: { sysctl: Object.fromEntries(bridgeSettings.map((key) => [key, 0])) },
    },
    systemd: {
      network: {
        enable: true,
        netdevs: Object.fromEntries(plan.segments.flatMap(netdevs)),
        networks: Object.fromEntries([uplinkNetwork(plan), ...plan.segments.flatMap(networks)]),
      },
    },
    services: {
      k3s: {
        ...(plan.nonrootDevices === false ? {} : { extraFlags: ['--nonroot-devices'] }),
        ...(labels.length === 0 ? {} : { nodeLabel: labels.toSorted() }),
      },
    },
  };
}

/** The filter sees bridged frames otherwise, and a `forward` policy of drop cuts machines on one segment off each other. */
const bridgeSettings = [
  'net.bridge.bridge-nf-call-arptables',
  'net.bridge.bridge-nf-call-ip6tables',
  'net.bridge.bridge-nf-call-iptables',
];

/**
 * `br_netfilter` is loaded at boot so that the settings exist when they are applied, and not when a container needs it. KVM's
 * own module is left to udev, which loads the one of the processor: the other's would fail, and every activation with it.
 */
function kernelModules(plan: HostPlan): string[] {
  return ['br_netfilter', 'tun', 'vhost_net', ...(plan.nvmeTcp === false ? [] : ['nvme-tcp'])];
}

function netdevs({ bridge, vlan, mtu }: HostSegment): [string, Json][] {
  const size = mtu === undefined ? {} : { MTUBytes: String(mtu) };
  return [
    [`30-v${vlan}`, { netdevConfig: { Name: `v${vlan}`, Kind: 'vlan', ...size }, vlanConfig: { Id: vlan } }],
    [
      `30-${bridge}`,
      { netdevConfig: { Name: bridge, Kind: 'bridge', ...size }, bridgeConfig: { STP: false } },
    ],
  ];
}

function networks({ bridge, vlan, hostAddress }: HostSegment): [string, Json][] {
  // Without an address the bridge is up when it has a carrier, which it has only while a port is up.
  const quiet = { LinkLocalAddressing: 'no', DHCP: 'no', ConfigureWithoutCarrier: true };
  return [
    [
      `30-v${vlan}`,
      { matchConfig: { Name: `v${vlan}` }, networkConfig: { Bridge: bridge, LinkLocalAddressing: 'no' } },
    ],
    [
      `30-${bridge}`,
      {
        matchConfig: { Name: bridge },
        ...(hostAddress === true
          ? { networkConfig: { ConfigureWithoutCarrier: true } }
          : { networkConfig: quiet, linkConfig: { RequiredForOnline: 'no' } }),
      },
    ],
  ];
}

/** The name sorts with the host's own file for the uplink: NixOS merges the `vlan` lists of one name. */
function uplinkNetwork(plan: HostPlan): [string, Json] {
  return [
    `20-${plan.uplink}`,
    { matchConfig: { Name: plan.uplink }, vlan: plan.segments.map(({ vlan }) => `v${vlan}`) },
  ];
}

/** The same preconditions for a host that is configured in another way: Markdown, each point with the command that proves it. */
export function renderHostChecklist(plan: HostPlan): string {
  assertHostPlan(plan);
  const points: [string, string][] = [
    ...plan.segments.flatMap(({ bridge, vlan, mtu, hostAddress }): [string, string][] => [
      [
        `bridge \`${bridge}\` carries VLAN ${vlan} of \`${plan.uplink}\``,
        `bridge link show | grep -E 'v${vlan}(@[^ ]+)?: .*master ${bridge} '`,
      ],
      ...(hostAddress === true
        ? [
            [
              `the host's own address of VLAN ${vlan} is on \`${bridge}\`, and \`v${vlan}\` has none (NixOS: ` +
                `systemd.network.networks."30-${bridge}".address)`,
              `ip -4 address show dev ${bridge} | grep inet && ! ip -4 address show dev v${vlan} | grep inet`,
            ] satisfies [string, string],
          ]
        : []),
      ...(mtu === undefined
        ? []
        : [
            [
              `\`${bridge}\` has an MTU of ${mtu}`,
              `test "$(cat /sys/class/net/${bridge}/mtu)" = ${mtu}`,
            ] satisfies [string, string],
          ]),
    ]),
    [
      'K3s is v1.33.13, v1.34.9, v1.35.6, v1.36.2 or later: before, every start sets `net.bridge.bridge-nf-call-iptables` to 1',
      'k3s --version',
    ],
    ...bridgeSettings.map((key): [string, string] => [
      `\`${key}\` is 0 while K3s runs`,
      `test "$(sysctl -n ${key})" = 0`,
    ]),
    ...kernelModules(plan).map((module): [string, string] => [
      `kernel module \`${module}\` is loaded`,
      `test -d /sys/module/${module.replaceAll('-', '_')}`,
    ]),
    ...(plan.architecture === 'amd64'
      ? ([['virtualisation is available', 'test -c /dev/kvm']] satisfies [string, string][])
      : []),
    [
      `the node has architecture ${plan.architecture}`,
      `kubectl get nodes -l kubernetes.io/arch=${plan.architecture} -o name | grep .`,
    ],
    ...(plan.nonrootDevices === false
      ? []
      : ([
          [
            'containers without root may open block devices',
            'grep -q "device_ownership_from_security_context = true" /var/lib/rancher/k3s/agent/etc/containerd/config.toml',
          ],
        ] satisfies [string, string][])),
  ];
  return [
    '# Host preconditions',
    '',
    ...points.flatMap(([what, proof]) => [`- [ ] ${what}`, '', `  \`\`\`sh\n  ${proof}\n  \`\`\``, '']),
    '',
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
}

function assertHostPlan(plan: HostPlan): void {
  const names = [plan.uplink, ...plan.segments.map(({ bridge }) => bridge)];
  const bad = names.find((name) => !/^[A-Za-z0-9_.-]{1,15}$/.test(name));
  if (bad !== undefined)
    throw new Error(`interface name is ${JSON.stringify(bad)}; use 1-15 letters, digits, . _ -`);
  const vlan = plan.segments.find((segment) => !(segment.vlan >= 1 && segment.vlan <= 4094))?.vlan;
  if (vlan !== undefined) throw new Error(`VLAN id is ${vlan}; use 1-4094`);
  const numbers = plan.segments.map((segment) => segment.vlan);
  if (new Set(names).size !== names.length || new Set(numbers).size !== numbers.length) {
    throw new Error(`two segments share a bridge or a VLAN (${names.join(', ')}); each segment has its own`);
  }
}
