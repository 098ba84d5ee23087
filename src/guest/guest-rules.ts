import { type GuestConfig, type GuestInterface, interfaceName } from './guest-config.ts';

/**
 * Refuses a configuration that no format could render faithfully. Throws an `Error` that names the value, the
 * allowed form and the fix.
 */
export function assertGuest(guest: GuestConfig): void {
  if ('fixed' in guest.hostname) {
    need(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, 'host name', guest.hostname.fixed, 'a lower-case DNS label');
  }
  for (const nic of guest.interfaces ?? []) assertInterface(nic);
  assertUnique('interface', (guest.interfaces ?? []).map(interfaceKey));
  for (const file of guest.files ?? []) {
    need(/^\/[^\s\0]+$/, 'file path', file.path, 'an absolute path without white space');
    if (file.mode !== undefined) need(/^[0-7]{4}$/, `mode of ${file.path}`, file.mode, 'four octal digits');
    if (file.owner !== undefined) {
      need(
        /^[a-z_][-a-z0-9_]*(:[a-z_][-a-z0-9_]*)?$/,
        `owner of ${file.path}`,
        file.owner,
        'user or user:group',
      );
    }
    if (file.when === 'everyBoot' && !file.content.endsWith('\n')) {
      throw new Error(
        `content of ${file.path} is written at every boot and has to end with a newline; add one`,
      );
    }
  }
  assertUnique(
    'file',
    (guest.files ?? []).map((file) => file.path),
  );
  for (const disk of guest.secretDisks ?? []) {
    need(/^[A-Za-z0-9_-]{1,20}$/, 'serial of a secret disk', disk.serial, '1-20 letters, digits, _ or -');
    need(
      /^\/[\w.-]+(\/[\w.-]+)+$/,
      `mount point of ${disk.serial}`,
      disk.mountPoint,
      'an absolute path two levels deep',
    );
  }
  assertUnique(
    'secret disk',
    (guest.secretDisks ?? []).map((disk) => disk.serial),
  );
  for (const unit of guest.units ?? []) {
    need(
      /^[\w@:.-]+\.(service|timer|path|socket|mount|target)$/,
      'unit name',
      unit.name,
      'NAME.service or the like',
    );
    if (unit.dropIn !== undefined)
      need(/^[\w.-]+$/, `drop-in of ${unit.name}`, unit.dropIn, 'letters, digits, . _ -');
    if (!unit.content.endsWith('\n'))
      throw new Error(`content of unit ${unit.name} has to end with a newline; add one`);
  }
  if (guest.timezone !== undefined) {
    need(/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/, 'time zone', guest.timezone, 'an IANA zone name');
  }
}

function assertInterface(nic: GuestInterface): void {
  const key = interfaceKey(nic);
  if ('mac' in nic.match) {
    need(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/, 'MAC address', nic.match.mac, 'six lower-case pairs with colons');
  } else if (nic.rename !== undefined) {
    // cloud-init renames by MAC only: without one, the rename would be dropped without a word.
    throw new Error(
      `interface ${key} is renamed to ${nic.rename} but matched without a MAC; match it by mac, or use its own name`,
    );
  }
  if ('acpiIndex' in nic.match && !(nic.match.acpiIndex >= 1 && nic.match.acpiIndex <= 16383)) {
    throw new Error(`ACPI index ${nic.match.acpiIndex} is out of range; use 1-16383`);
  }
  const name = interfaceName(nic);
  if (name !== undefined)
    need(/^[A-Za-z0-9_.-]{1,15}$/, 'interface name', name, '1-15 letters, digits, . _ -');
  if (nic.mtu !== undefined && !(nic.mtu >= 576 && nic.mtu <= 9216)) {
    throw new Error(`MTU ${nic.mtu} of interface ${key} is out of range; use 576-9216`);
  }
}

/** Key of an interface in a network configuration: its final name, or its MAC without colons. */
export function interfaceKey(nic: GuestInterface): string {
  return interfaceName(nic) ?? ('mac' in nic.match ? `nic${nic.match.mac.replaceAll(':', '')}` : 'nic');
}

function need(pattern: RegExp, what: string, got: string, expected: string): void {
  if (!pattern.test(got)) throw new Error(`${what} is ${JSON.stringify(got)}; use ${expected}`);
}

function assertUnique(what: string, names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new Error(`${what} ${name} is described twice; keep one description`);
    seen.add(name);
  }
}
