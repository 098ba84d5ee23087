import type { Rule } from '../rule.ts';
import { ciliumAdvertisementSelector } from './advertisement-selector.ts';
import { ciliumAdvertisementUnmatched } from './advertisement-unmatched.ts';
import { ciliumApiServer } from './api-server.ts';
import { ciliumClusterPool } from './cluster-pool.ts';
import { ciliumCniExclusive } from './cni-exclusive.ts';
import { ciliumOneNodeConfig } from './one-node-config.ts';
import { ciliumPeerAsn } from './peer-asn.ts';
import { ciliumPoolBlock } from './pool-block.ts';
import { ciliumPoolOverlap } from './pool-overlap.ts';
import { ciliumPoolTaken } from './pool-taken.ts';
import { ciliumServiceAddress } from './service-address.ts';
import { ciliumSocketLb } from './socket-lb.ts';

export const ciliumRules = {
  'cilium/advertisement-selector': ciliumAdvertisementSelector,
  'cilium/advertisement-unmatched': ciliumAdvertisementUnmatched,
  'cilium/api-server': ciliumApiServer,
  'cilium/cluster-pool': ciliumClusterPool,
  'cilium/cni-exclusive': ciliumCniExclusive,
  'cilium/one-node-config': ciliumOneNodeConfig,
  'cilium/peer-asn': ciliumPeerAsn,
  'cilium/pool-block': ciliumPoolBlock,
  'cilium/pool-overlap': ciliumPoolOverlap,
  'cilium/pool-taken': ciliumPoolTaken,
  'cilium/service-address': ciliumServiceAddress,
  'cilium/socket-lb': ciliumSocketLb,
} satisfies { readonly [code: string]: Rule };
