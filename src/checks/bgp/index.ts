import type { Rule } from '../rule.ts';
import { bgpAsnMismatch } from './asn-mismatch.ts';
import { bgpListenLimit } from './listen-limit.ts';
import { bgpListenRange } from './listen-range.ts';
import { bgpOneSided } from './one-sided.ts';
import { bgpPeerAddress } from './peer-address.ts';
import { bgpPrefixFiltered } from './prefix-filtered.ts';
import { bgpSharedAsn } from './shared-asn.ts';

export const bgpRules = {
  'bgp/asn-mismatch': bgpAsnMismatch,
  'bgp/listen-limit': bgpListenLimit,
  'bgp/listen-range': bgpListenRange,
  'bgp/one-sided': bgpOneSided,
  'bgp/peer-address': bgpPeerAddress,
  'bgp/prefix-filtered': bgpPrefixFiltered,
  'bgp/shared-asn': bgpSharedAsn,
} satisfies { readonly [code: string]: Rule };
