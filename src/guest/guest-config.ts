/**
 * The one description of a machine's inside.
 *
 * A distribution (K3s, k0s, kubeadm) adds to it, a format (cloud-init, a NixOS module) renders it, and a substrate
 * carries the rendered bytes. It holds no secret values: tokens reach the machine as a {@link SecretDisk}.
 */
export interface GuestConfig {
  readonly hostname: HostnamePolicy;
  /** Network interfaces; none means that the image's own network configuration stays in force. */
  readonly interfaces?: readonly GuestInterface[];
  readonly files?: readonly GuestFile[];
  /** Users of the machine; none means that the image's own users stay as they are. */
  readonly users?: readonly GuestUser[];
  readonly secretDisks?: readonly SecretDisk[];
  /** systemd units and drop-ins. They live in /run/systemd/system, which is writable on every image, NixOS included. */
  readonly units?: readonly GuestUnit[];
  readonly commands?: readonly GuestCommand[];
  /** IANA zone name, for example `America/New_York`; the image's zone when absent. */
  readonly timezone?: string;
  /** NTP servers for systemd-timesyncd; the image's servers when absent. */
  readonly ntpServers?: readonly string[];
}

/**
 * `fixed` names one machine; `metadata` takes `local-hostname` of the cidata disk, which KubeVirt fills with the
 * name of the VirtualMachineInstance and which is therefore unique in a replica set.
 */
export type HostnamePolicy = { readonly fixed: string } | { readonly from: 'metadata' };

/**
 * How an interface is found. `mac` suits single machines; replica sets have no fixed MAC, so they use `acpiIndex`
 * (1-16383, the guest names it `enoN`) or `name`, the PCI path name, for example `enp2s0` for the second interface.
 */
export type InterfaceMatch =
  { readonly mac: string } | { readonly acpiIndex: number } | { readonly name: string };

export interface GuestInterface {
  readonly match: InterfaceMatch;
  /** New name of the interface, at most 15 characters; only together with `match.mac`. */
  readonly rename?: string;
  /** Ask for an IPv4 lease; default no. `{ useRoutes: false }` ignores the routes that the lease carries. */
  readonly dhcp4?: boolean | DhcpOptions;
  /** Static addresses with prefix length, for example `10.42.66.121/24`. */
  readonly addresses?: readonly string[];
  readonly routes?: readonly GuestRoute[];
  readonly nameservers?: { readonly addresses: readonly string[]; readonly search?: readonly string[] };
  /** Bytes, 576-9216; the kernel's or the lease's value when absent. */
  readonly mtu?: number;
}

export interface DhcpOptions {
  /** Install the routes of the lease; default true. */
  readonly useRoutes?: boolean;
  /** Use the name servers of the lease; default true. */
  readonly useDns?: boolean;
  /** Metric of the lease's routes. */
  readonly routeMetric?: number;
}

export interface GuestRoute {
  /** CIDR, or `default` for 0.0.0.0/0. */
  readonly to: string;
  readonly via: string;
  /**
   * Accept a gateway outside every connected subnet. The networkd format drops it, so a portable route has a gateway
   * inside a subnet of its own interface and leaves this out.
   */
  readonly onLink?: boolean;
  readonly metric?: number;
  readonly mtu?: number;
}

export interface GuestFile {
  /** Absolute path. */
  readonly path: string;
  readonly content: string;
  /** Four octal digits as text, for example `0600`; default `0644`. */
  readonly mode?: string;
  /** `user` or `user:group`; default `root:root`. */
  readonly owner?: string;
  /**
   * `firstBoot` (default) writes once in the life of the instance. `everyBoot` writes at each boot before services
   * read the file, so that a changed description takes effect on restart and files under /run come back; such
   * content ends with a newline.
   */
  readonly when?: 'firstBoot' | 'everyBoot';
}

export interface GuestUser {
  readonly name: string;
  readonly sshKeys: readonly string[];
  /** Passwordless sudo; default false. */
  readonly sudo?: boolean;
  /** Login shell; the image's default when absent. */
  readonly shell?: string;
}

/**
 * A KubeVirt `secret` volume: a small read-only disk with a virtio serial. The guest mounts
 * /dev/disk/by-id/virtio-SERIAL read-only at every boot; each key of the Secret is a file there.
 */
export interface SecretDisk {
  /** 1-20 characters of letters, digits, `_`, `-`: virtio-blk cuts a serial at 20 bytes. */
  readonly serial: string;
  /** Absolute path; its parent is created with mode 0700, so choose a parent used for nothing else. */
  readonly mountPoint: string;
}

export interface GuestUnit {
  /** Unit name with its suffix, for example `k3s.service`. */
  readonly name: string;
  /** Name of a drop-in, without `.conf`; when given, `content` extends the unit of the image. */
  readonly dropIn?: string;
  readonly content: string;
  /** Restart the unit at every boot once all units are in place; default false. */
  readonly start?: boolean;
}

export interface GuestCommand {
  /** `early` runs at every boot, after files and units are written; `late` runs once, at the end of the first boot. */
  readonly phase: 'early' | 'late';
  /** One argument vector, or a POSIX shell text. */
  readonly run: readonly string[] | string;
}

/** Adds parts to a configuration, keeping order: what `base` has comes first. Scalars of `parts` win. */
export function extendGuest(base: GuestConfig, parts: Partial<GuestConfig>): GuestConfig {
  const lists = {
    interfaces: joined(base.interfaces, parts.interfaces),
    files: joined(base.files, parts.files),
    users: joined(base.users, parts.users),
    secretDisks: joined(base.secretDisks, parts.secretDisks),
    units: joined(base.units, parts.units),
    commands: joined(base.commands, parts.commands),
    ntpServers: joined(base.ntpServers, parts.ntpServers),
  };
  const given = Object.entries(lists).filter(([, list]) => list.length > 0);
  return { ...base, ...parts, ...Object.fromEntries(given) };
}

function joined<T>(base: readonly T[] = [], parts: readonly T[] = []): readonly T[] {
  return [...base, ...parts];
}

/** The kernel name that an interface has once the guest is configured, for example `v67` or `eno1`. */
export function interfaceName(nic: GuestInterface): string | undefined {
  if (nic.rename !== undefined) return nic.rename;
  if ('name' in nic.match) return nic.match.name;
  return 'acpiIndex' in nic.match ? `eno${nic.match.acpiIndex}` : undefined;
}
