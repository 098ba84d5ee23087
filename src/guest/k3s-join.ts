import { searchPath } from './node-password.ts';

export interface JoinPaths {
  /** Registration address, for example `https://10.42.66.120:6443`. */
  readonly server: string;
  /** Default `/etc/rancher/k3s/config.yaml.d/10-join.yaml`. */
  readonly config?: string;
  /** Default `/var/lib/rancher/k3s`. */
  readonly dataDir?: string;
  /** Times the address is asked, three seconds apart, before a new cluster is made; default 10. */
  readonly attempts?: number;
}

/**
 * A POSIX shell script for the first server: it decides between `cluster-init` and `server`. A fixed `cluster-init: true` makes
 * a *second* cluster when this machine comes back with an empty disk while the others run; so a server without etcd data
 * first asks the registration address, and joins when a K3s supervisor answers there. Needs `curl`.
 */
export function k3sJoinScript(paths: JoinPaths): string {
  const dataDir = paths.dataDir ?? '/var/lib/rancher/k3s';
  return `#!/bin/sh
# Join the running cluster if there is one; make a new one only on the very first start.
set -eu
PATH=${searchPath}
config=${paths.config ?? '/etc/rancher/k3s/config.yaml.d/10-join.yaml'}
mkdir -p "$(dirname "$config")"

if [ -d ${dataDir}/server/db/etcd/member ]; then
  # K3s ignores both keys once etcd has data; the file only has to be valid.
  echo 'cluster-init: true' > "$config"
  exit 0
fi
command -v curl > /dev/null || {
  echo 'k3s-join: curl is missing, so a running cluster cannot be told from none' >&2
  exit 1
}
tries=0
while [ "$tries" -lt ${paths.attempts ?? 10} ]; do
  # The certificate is not checked: the answer only tells that a cluster exists, K3s itself verifies it with the token.
  if [ "$(curl --silent --insecure --max-time 3 ${paths.server}/ping)" = pong ]; then
    echo 'server: ${paths.server}' > "$config"
    exit 0
  fi
  tries=$((tries + 1))
  sleep 3
done
echo 'cluster-init: true' > "$config"
`;
}
