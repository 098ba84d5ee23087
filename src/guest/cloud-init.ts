import { type Json, writeYaml } from '../yaml/write-yaml.ts';
import { bootScripts, shellText } from './boot-script.ts';
import type { DhcpOptions, GuestConfig, GuestInterface, GuestRoute } from './guest-config.ts';
import { assertGuest, interfaceKey } from './guest-rules.ts';

export interface CloudInit {
  /** Begins with `#cloud-config`. KubeVirt takes at most 2048 bytes inline; more belongs in a Secret. */
  readonly userData: string;
  /** Network configuration, version 2. Empty when the guest describes no interface. */
  readonly networkData: string;
}

/**
 * Renders a guest for cloud-init's NoCloud source (22.4 and later; Debian, Ubuntu and NixOS images).
 *
 * What has to be current at every boot goes into `bootcmd`, which runs always and first; `write_files`, users and
 * `runcmd` run once per instance. On NixOS the service that runs `bootcmd` is ordered after network-online.target, so
 * images order the services that read these files after `cloud-init.service`.
 */
export function renderCloudInit(guest: GuestConfig): CloudInit {
  assertGuest(guest);
  const interfaces = guest.interfaces ?? [];
  return {
    userData: `#cloud-config\n${writeYaml(userData(guest))}`,
    networkData: interfaces.length === 0 ? '' : writeYaml(networkData(interfaces)),
  };
}

function userData(guest: GuestConfig): Record<string, Json> {
  const boot = bootScripts(guest);
  const files = (guest.files ?? []).filter((file) => file.when !== 'everyBoot');
  const late = (guest.commands ?? []).filter((command) => command.phase === 'late');
  return {
    // Without this, images that were booted once keep the name of the template.
    preserve_hostname: false,
    ...('fixed' in guest.hostname ? { hostname: guest.hostname.fixed } : {}),
    ...(guest.timezone === undefined ? {} : { timezone: guest.timezone }),
    ...(guest.users === undefined ? {} : { ssh_pwauth: false, users: guest.users.map(user) }),
    ...(boot.length === 0 ? {} : { bootcmd: boot }),
    ...(files.length === 0
      ? {}
      : {
          write_files: files.map((file) => ({
            path: file.path,
            owner: file.owner ?? 'root:root',
            permissions: file.mode ?? '0644',
            content: file.content,
          })),
        }),
    ...(late.length === 0
      ? {}
      : { runcmd: late.map(({ run }) => (typeof run === 'string' ? shellText(run) : run)) }),
  };
}

function user(from: NonNullable<GuestConfig['users']>[number]): Record<string, Json> {
  return {
    name: from.name,
    lock_passwd: true,
    ...(from.shell === undefined ? {} : { shell: from.shell }),
    ...(from.sudo === true ? { sudo: 'ALL=(ALL) NOPASSWD:ALL' } : {}),
    ssh_authorized_keys: from.sshKeys,
  };
}

function networkData(interfaces: readonly GuestInterface[]): Record<string, Json> {
  const ethernets: Record<string, Json> = {};
  for (const nic of interfaces) ethernets[interfaceKey(nic)] = ethernet(nic);
  return { version: 2, ethernets };
}

function ethernet(nic: GuestInterface): Record<string, Json> {
  const dhcp = typeof nic.dhcp4 === 'object' ? nic.dhcp4 : undefined;
  return {
    ...('mac' in nic.match ? { match: { macaddress: nic.match.mac } } : {}),
    ...(nic.rename === undefined ? {} : { 'set-name': nic.rename }),
    dhcp4: nic.dhcp4 !== undefined && nic.dhcp4 !== false,
    dhcp6: false,
    ...(dhcp === undefined ? {} : { 'dhcp4-overrides': dhcpOverrides(dhcp) }),
    ...(nic.mtu === undefined ? {} : { mtu: nic.mtu }),
    ...(nic.addresses === undefined ? {} : { addresses: nic.addresses }),
    ...(nic.routes === undefined ? {} : { routes: nic.routes.map(route) }),
    ...(nic.nameservers === undefined ? {} : { nameservers: nic.nameservers }),
  };
}

function dhcpOverrides(dhcp: DhcpOptions): Record<string, Json> {
  return {
    ...(dhcp.useRoutes === undefined ? {} : { 'use-routes': dhcp.useRoutes }),
    ...(dhcp.useDns === undefined ? {} : { 'use-dns': dhcp.useDns }),
    ...(dhcp.routeMetric === undefined ? {} : { 'route-metric': dhcp.routeMetric }),
  };
}

/**
 * `default` is written as a prefix: several of cloud-init's renderers fail on the word. A route over an interface that
 * has a lease needs no `on-link`: the lease puts the gateway into a connected subnet, and systemd-networkd holds a
 * static route back until its gateway is reachable.
 */
function route(from: GuestRoute): Record<string, Json> {
  return {
    to: from.to === 'default' ? (from.via.includes(':') ? '::/0' : '0.0.0.0/0') : from.to,
    via: from.via,
    ...(from.onLink === true ? { 'on-link': true } : {}),
    ...(from.metric === undefined ? {} : { metric: from.metric }),
    ...(from.mtu === undefined ? {} : { mtu: from.mtu }),
  };
}
