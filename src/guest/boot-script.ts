import type { GuestConfig, GuestFile, GuestUnit, SecretDisk } from './guest-config.ts';

/** Where units and drop-ins go: writable on NixOS too, and empty again after each boot. */
export const unitDirectory = '/run/systemd/system';

/**
 * POSIX shell texts that a machine runs as root at every boot, in order: host name, files, secret disks, units,
 * early commands, start of units. Each text stands alone, so a failing one does not stop the next.
 *
 * Units are written here and not once at first boot, because /etc/systemd/system belongs to the system closure on NixOS
 * and /run is emptied by a reboot. A reload keeps start jobs that already wait, and a waiting job
 * reads the new settings of its unit; only new `Requires=` are not followed, so started units are named explicitly.
 */
export function bootScripts(guest: GuestConfig): string[] {
  const units = guest.units ?? [];
  const timesync = guest.ntpServers === undefined ? [] : [timesyncFile(guest.ntpServers)];
  const files = [...(guest.files ?? []).filter((file) => file.when === 'everyBoot'), ...timesync];
  const started = units.filter((unit) => unit.start === true).map((unit) => unit.name);
  return [
    ...('from' in guest.hostname ? [hostnameFallback] : []),
    ...files.map(writeFileScript),
    ...(guest.secretDisks ?? []).map(mountSecretScript),
    ...units.map((unit) => writeFileScript(unitFile(unit))),
    ...(units.length === 0 ? [] : ['systemctl daemon-reload\n']),
    ...(timesync.length === 0 ? [] : ['systemctl --no-block try-restart systemd-timesyncd.service\n']),
    ...(guest.commands ?? [])
      .filter((command) => command.phase === 'early')
      .map((command) => shellText(command.run)),
    // --no-block: the unit may be ordered after the very service that runs this text.
    ...[...new Set(started)].map((name) => `systemctl --no-block restart ${name}\n`),
  ];
}

function timesyncFile(servers: readonly string[]): GuestFile {
  return {
    path: '/run/systemd/timesyncd.conf.d/50-guest.conf',
    content: `[Time]\nNTP=${servers.join(' ')}\n`,
  };
}

function unitFile(unit: GuestUnit): GuestFile {
  const place = unit.dropIn === undefined ? unit.name : `${unit.name}.d/${unit.dropIn}.conf`;
  return { path: `${unitDirectory}/${place}`, content: unit.content };
}

/**
 * cloud-init sets the name before the network starts when its image supports it. This covers an image where it does
 * not: the cidata disk holds meta-data as JSON on one line, so the value is cut out of JSON, not of YAML lines.
 */
const hostnameFallback = `wanted=
mkdir -p /run/cidata
if mount -o ro -L cidata /run/cidata 2>/dev/null || mount -o ro -L CIDATA /run/cidata 2>/dev/null; then
  wanted=$(sed -n 's/.*"local-hostname" *: *"\\([a-z0-9.-]*\\)".*/\\1/p' /run/cidata/meta-data | head -n 1)
  umount /run/cidata
fi
if [ -n "$wanted" ] && [ "$(cat /proc/sys/kernel/hostname)" != "$wanted" ]; then
  echo "$wanted" > /proc/sys/kernel/hostname
fi
`;

function writeFileScript(file: GuestFile): string {
  const delimiter = delimiterFor(file.content);
  const directory = file.path.slice(0, file.path.lastIndexOf('/')) || '/';
  return `mkdir -p ${shellQuote(directory)}
(
  umask 077
  cat > ${shellQuote(`${file.path}.new`)} <<'${delimiter}'
${file.content}${delimiter}
)
chown ${file.owner ?? 'root:root'} ${shellQuote(`${file.path}.new`)}
chmod ${file.mode ?? '0644'} ${shellQuote(`${file.path}.new`)}
mv -f ${shellQuote(`${file.path}.new`)} ${shellQuote(file.path)}
`;
}

function delimiterFor(content: string): string {
  const lines = new Set(content.split('\n'));
  let delimiter = 'END_OF_FILE';
  while (lines.has(delimiter)) delimiter += '_';
  return delimiter;
}

function mountSecretScript(disk: SecretDisk): string {
  const device = `/dev/disk/by-id/virtio-${disk.serial}`;
  const parent = disk.mountPoint.slice(0, disk.mountPoint.lastIndexOf('/'));
  return `mkdir -p ${disk.mountPoint}
chmod 0700 ${parent}
tries=0
while [ ! -e ${device} ] && [ "$tries" -lt 30 ]; do
  tries=$((tries + 1))
  sleep 1
done
grep -q ' ${disk.mountPoint} ' /proc/mounts || mount -o ro,nosuid,nodev,noexec ${device} ${disk.mountPoint}
`;
}

/** A command as one shell text that ends with a newline; an argument vector is quoted word by word. */
export function shellText(run: readonly string[] | string): string {
  if (typeof run !== 'string') return `${run.map(shellQuote).join(' ')}\n`;
  return run.endsWith('\n') ? run : `${run}\n`;
}

/** One POSIX shell word; plain words stay as they are. */
export function shellQuote(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
