import { InputError } from './finding.ts';
import { formatIp, formatRange, parseCidr, parseIp, parseRange, rangeOf } from './ip.ts';
import type { Cidr, Ip, IpRange } from './ip.ts';

export interface SegmentProps {
  /** VLAN id, 1 to 4094. @default the untagged network */
  readonly vlan?: number | undefined;
  /** The network, e.g. `10.42.66.0/24`. */
  readonly cidr: string;
  /** Router address of the segment. @default the segment has no gateway */
  readonly gateway?: string | undefined;
  /** Linux bridge on every metal node that VMs are plugged into. @default VMs cannot join the segment */
  readonly bridge?: string | undefined;
  /** Name of the interface inside guests. @default `v` + VLAN id, as in v66 */
  readonly interface?: string | undefined;
  /** Addresses handed out by DHCP, `FIRST-LAST`. @default no DHCP */
  readonly dhcp?: string | undefined;
  /** MTU in bytes, 1280 to 9216. @default 1500 */
  readonly mtu?: number | undefined;
}

/** One layer-2 network of the site. Everything that has an address on it takes it from here. */
export class Segment {
  readonly name: string;
  readonly vlan: number | undefined;
  readonly network: Cidr;
  readonly cidr: string;
  readonly gateway: Address | undefined;
  readonly bridge: string | undefined;
  readonly interface: string;
  readonly dhcp: AddressRange | undefined;
  readonly mtu: number;

  constructor(name: string, props: SegmentProps) {
    checkBounds(name, 'vlan', props.vlan, 1, 4094);
    checkBounds(name, 'mtu', props.mtu, 1280, 9216);
    this.name = name;
    this.vlan = props.vlan;
    this.network = parseCidr(props.cidr);
    this.cidr = props.cidr;
    this.bridge = props.bridge;
    this.interface = props.interface ?? (props.vlan === undefined ? name : `v${props.vlan}`);
    this.mtu = props.mtu ?? 1500;
    this.gateway = props.gateway === undefined ? undefined : this.address(props.gateway);
    this.dhcp = props.dhcp === undefined ? undefined : this.range(props.dhcp);
  }

  /** An address on this segment. That it lies inside is checked with all others, by `address/outside-segment`. */
  address(text: string): Address {
    const ip = parseIp(text);
    return { segment: this, ip, text: formatIp(ip) };
  }

  addresses(...texts: readonly string[]): readonly Address[] {
    return texts.map((text) => this.address(text));
  }

  /** A range of addresses on this segment, `FIRST-LAST` or a CIDR. */
  range(text: string): AddressRange {
    const range = parseRange(text);
    return { segment: this, range, text: formatRange(range) };
  }
}

/** An address that knows its segment. */
export interface Address {
  readonly segment: Segment;
  readonly ip: Ip;
  readonly text: string;
}

/** A range that knows its segment. */
export interface AddressRange {
  readonly segment: Segment;
  readonly range: IpRange;
  readonly text: string;
}

export function addressRange(address: Address): IpRange {
  return rangeOf(address.ip);
}

function checkBounds(
  name: string,
  field: string,
  value: number | undefined,
  low: number,
  high: number,
): void {
  if (value === undefined || (Number.isInteger(value) && value >= low && value <= high)) return;
  throw new InputError({
    code: 'segment/out-of-range',
    message: `the ${field} of segment ${name} is out of range`,
    field,
    got: String(value),
    expected: `a whole number from ${low} to ${high}`,
    fix: `correct ${field} where the segment is declared`,
  });
}
