/** Where the script reads and writes; the defaults are those of a K3s node. */
export interface NodePasswordPaths {
  /** The secret that all nodes of a cluster share, any bytes. */
  readonly secret: string;
  /** Default `/etc/rancher/node/password`. */
  readonly password?: string;
  /** Default `/proc/sys/kernel/hostname`. */
  readonly hostname?: string;
}

/** Folders of programs on Debian and on NixOS; a unit's own PATH is short on NixOS. */
export const searchPath = '/run/wrappers/bin:/run/current-system/sw/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * A POSIX shell script that gives a node its stable K3s password: HMAC-SHA256 of the host name under the shared secret, so
 * that a machine that comes back under its old name on a fresh disk is accepted, and no node knows the password of another
 * without the secret. It needs coreutils only; `openssl` is missing on minimal NixOS images.
 *
 * A password that exists is kept: the server has already stored its hash, and another one would lock the node out
 * (K3s `node registration`). It fails, so that K3s does not start with a random password, while the secret is missing or the
 * machine has no name of its own yet.
 */
export function nodePasswordScript(paths: NodePasswordPaths): string {
  return `#!/bin/sh
# Stable node password: HMAC-SHA256(shared secret, host name).
set -eu
PATH=${searchPath}
secret=${paths.secret}
password=${paths.password ?? '/etc/rancher/node/password'}

if [ -s "$password" ]; then
  exit 0
fi

name=$(tr '[:upper:]' '[:lower:]' < ${paths.hostname ?? '/proc/sys/kernel/hostname'})
case $name in
  '' | localhost | localhost.* | nixos | '(none)')
    echo "node-password: the host name is '$name'; waiting for this machine's own name" >&2
    exit 1
    ;;
esac
if [ ! -s "$secret" ]; then
  echo "node-password: $secret is missing or empty; is the secret disk attached?" >&2
  exit 1
fi

# Prints the bytes of the hex text $1, each xor $2.
bytes() {
  rest=$1
  while [ -n "$rest" ]; do
    byte=\${rest%"\${rest#??}"}
    rest=\${rest#??}
    # shellcheck disable=SC2059
    printf "\\\\$(printf '%03o' $((0x$byte ^ $2)))"
  done
}

key=$(od -An -v -tx1 "$secret" | tr -d ' \\n')
if [ "\${#key}" -gt 128 ]; then
  key=$(sha256sum < "$secret" | cut -c 1-64)
fi
while [ "\${#key}" -lt 128 ]; do
  key=\${key}00
done
inner=$({ bytes "$key" 0x36; printf %s "$name"; } | sha256sum | cut -c 1-64)
outer=$({ bytes "$key" 0x5c; bytes "$inner" 0; } | sha256sum | cut -c 1-64)

umask 077
mkdir -p "$(dirname "$password")"
printf '%s\\n' "$outer" > "$password.new"
mv -f "$password.new" "$password"
`;
}
