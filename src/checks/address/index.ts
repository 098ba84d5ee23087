import type { Rule } from '../rule.ts';
import { addressClaimedTwice } from './claimed-twice.ts';
import { addressDhcpRoom } from './dhcp-room.ts';
import { addressDuplicateMac } from './duplicate-mac.ts';
import { addressOutsideSegment } from './outside-segment.ts';
import { addressOverlap } from './overlap.ts';
import { addressPoolNeighbours } from './pool-neighbours.ts';

export const addressRules = {
  'address/claimed-twice': addressClaimedTwice,
  'address/dhcp-room': addressDhcpRoom,
  'address/duplicate-mac': addressDuplicateMac,
  'address/outside-segment': addressOutsideSegment,
  'address/overlap': addressOverlap,
  'address/pool-neighbours': addressPoolNeighbours,
} satisfies { readonly [code: string]: Rule };
