import { manifestFolder } from '../../src/guest/k3s.ts';
import type { GuestConfig } from '../../src/guest/guest-config.ts';
import { searchPath } from '../../src/guest/node-password.ts';
import { REPOSITORY_DISK } from './machine-secrets.ts';

/**
 * Lets a K3s server hand the repository's credentials to the cluster's own Flux: before K3s starts, the files of the
 * secret disk become a Secret in flux-system among the manifests that K3s applies. The values pass through no text that
 * is in Git. `secretName` is what the FluxInstance names as its pull secret.
 */
export function repositoryCredentials(secretName: string): Partial<GuestConfig> {
  const path = '/run/guest/repository-credentials';
  return {
    secretDisks: [REPOSITORY_DISK],
    files: [{ path, content: credentialsScript(secretName), mode: '0700', when: 'everyBoot' }],
    units: [
      {
        name: 'k3s.service',
        dropIn: '60-repository',
        content: `[Service]\nExecStartPre=/bin/sh ${path}\n`,
      },
    ],
  };
}

/** `from` and `to` are the disk and the manifests folder of a K3s server. */
export function credentialsScript(
  secretName: string,
  from: string = REPOSITORY_DISK.mountPoint,
  to: string = manifestFolder,
): string {
  return `#!/bin/sh
# The repository's credentials as a Secret that K3s applies.
set -eu
PATH=${searchPath}
set -- ${from}/*
if [ ! -f "$1" ]; then
  echo 'repository-credentials: ${from} holds no file; is the secret disk attached?' >&2
  exit 1
fi
umask 077
mkdir -p ${to}
# A name that K3s passes over until the file is complete.
new=${to}/flux-credentials.new
{
  printf '%s\\n' 'apiVersion: v1' 'kind: Secret' 'metadata:' '  name: ${secretName}' '  namespace: flux-system' 'data:'
  for file in "$@"; do
    printf '  %s: %s\\n' "\${file##*/}" "$(base64 < "$file" | tr -d '\\n')"
  done
} > "$new"
mv -f "$new" ${to}/flux-credentials.yaml
`;
}
