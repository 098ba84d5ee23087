import { writeNix } from './nix-text.ts';
import type { K3sRole } from './k3s-config.ts';

/**
 * A NixOS module for the image that `k3sServer` and `k3sAgent` configure. It holds the part that a machine cannot
 * repair from inside: NixOS orders `cloud-init.service` after network-online.target, beside K3s, so without the order
 * given here K3s can start before its configuration exists, and a server would then make a cluster of its own with
 * default networks. The condition keeps an unconfigured machine from starting K3s at all.
 */
export function renderK3sImageModule(role: K3sRole): string {
  return `# A virtual machine image with K3s that takes its configuration from cloud-init.\n{ ... }:\n${writeNix(
    {
      boot: { growPartition: true },
      networking: {
        // Empty: the name comes from the machine's own metadata.
        hostName: '',
        useDHCP: false,
      },
      services: {
        'cloud-init': { enable: true, network: { enable: true } },
        k3s: { enable: true, role, configPath: '/etc/rancher/k3s/config.yaml' },
        openssh: { enable: true },
        qemuGuest: { enable: true },
      },
      systemd: {
        services: {
          k3s: {
            after: ['cloud-init.service'],
            wants: ['cloud-init.service'],
            unitConfig: { ConditionPathExists: '/etc/rancher/k3s/config.yaml' },
          },
        },
      },
    },
  )}\n`;
}
