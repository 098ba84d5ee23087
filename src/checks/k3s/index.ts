import type { Rule } from '../rule.ts';
import { k3sClusterInit } from './cluster-init.ts';
import { k3sCriticalFlags } from './critical-flags.ts';
import { k3sEvenServers } from './even-servers.ts';
import { k3sNetwork } from './network.ts';
import { k3sTlsSan } from './tls-san.ts';

export const k3sRules = {
  'k3s/cluster-init': k3sClusterInit,
  'k3s/critical-flags': k3sCriticalFlags,
  'k3s/even-servers': k3sEvenServers,
  'k3s/network': k3sNetwork,
  'k3s/tls-san': k3sTlsSan,
} satisfies { readonly [code: string]: Rule };
