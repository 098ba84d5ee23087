import type { Construct } from 'constructs';
import { Secret } from '../../imports/k8s.ts';
import { renderCloudInit } from '../../src/guest/cloud-init.ts';
import type { GuestConfig } from '../../src/guest/guest-config.ts';
import { declare } from '../cluster/declare.ts';

export interface GuestSecretProps {
  readonly name: string;
  /** Namespace of the machine; its launcher pod mounts the Secret. */
  readonly namespace: string;
  readonly guest: GuestConfig;
  /** @default none */
  readonly labels?: { readonly [key: string]: string } | undefined;
}

/** The rendered inside of a machine, as its cloud-init disk refers to it. */
export interface GuestSecret {
  readonly name: string;
  /** Whether the Secret also carries a network configuration. */
  readonly network: boolean;
}

/**
 * Renders a guest for cloud-init into a Secret. The text holds nothing secret, but KubeVirt takes more than 2048 bytes
 * of it from Secrets only. A machine reads a changed text when it starts the next time.
 */
export function guestSecret(scope: Construct, id: string, props: GuestSecretProps): GuestSecret {
  const { name, namespace, labels } = props;
  const { userData, networkData } = renderCloudInit(props.guest);
  const network = networkData !== '';
  const object = new Secret(scope, id, {
    metadata: { name, namespace, ...(labels === undefined ? {} : { labels: { ...labels } }) },
    stringData: { userdata: userData, ...(network ? { networkdata: networkData } : {}) },
  });
  declare(object, {
    type: 'public-secret',
    ref: { group: '', kind: 'Secret', namespace, name },
    reason: 'cloud-init text of a machine; tokens reach it on secret disks',
  });
  return { name, network };
}
