#!/usr/bin/env bash
# Installs the programs that must accept what is emitted: Debian's packages, and kustomize in the version that
# Flux 2.9 builds with, as a Go module. Needs root for the packages.
set -euo pipefail
kustomize_version=v5.8.1

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends \
  cloud-init dnsmasq-base frr iproute2 keepalived nftables nix-bin python3 python3-yaml qemu-utils shellcheck >/dev/null

# The python3 that comes first on PATH may not be Debian's.
python3 -c 'import yaml' 2>/dev/null || python3 -m pip install --quiet pyyaml

bin="$(cd "$(dirname "$0")" && pwd)/../../.cache/bin"
mkdir -p "$bin"
if [ ! -x "$bin/kustomize" ] || [ "$("$bin/kustomize" version)" != "$kustomize_version" ]; then
  GOBIN="$(cd "$bin" && pwd)" go install "sigs.k8s.io/kustomize/kustomize/v5@$kustomize_version"
fi
"$bin/kustomize" version
