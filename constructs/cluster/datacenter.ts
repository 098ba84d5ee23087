import { App } from 'cdk8s';
import { InputError, Segment, asn, parseCidr } from '../../src/model/index.ts';
import type { AddressRange, Address, SecretSource, SegmentProps } from '../../src/model/index.ts';
import type { Cluster } from './cluster.ts';
import { declare, markOrigin } from './declare.ts';
import { checkName } from './name.ts';
import type { BgpRouter } from './router-handle.ts';
import { SecretStore } from '../secret/secret-store.ts';
import type { SecretStoreProps } from '../secret/secret-store.ts';

const DATACENTER = Symbol.for('cdk8s-nested.Datacenter');

export interface DatacenterProps {
  /** The site's own network; everything else must lie inside it or outside it, never across its edge. */
  readonly supernet: string;
  /** The Git repository that Flux reads and that `dist/` is pushed to. */
  readonly repository: RepositoryProps;
}

export interface RepositoryProps {
  /** `https://` or `ssh://` address. */
  readonly url: string;
  /** @default main */
  readonly branch?: string | undefined;
  /** Folder of the repository that holds `clusters/` and `manifests/`. @default the root */
  readonly folder?: string | undefined;
  /** Secret in flux-system with credentials. @default none, a public repository */
  readonly secret?: SecretSource | undefined;
}

export interface RouterHandleProps {
  readonly asn: number;
  /** Addresses by which its BGP neighbours know it. */
  readonly addresses: readonly Address[];
}

/**
 * The root: one site with its networks, clusters and the Git repository that describes them. It is a cdk8s `App`
 * whose output is written by `cdk8s-nested synth`, which checks first and then lays out a Flux repository.
 */
export class Datacenter extends App {
  readonly name: string;
  readonly repository: RepositoryProps & { readonly branch: string; readonly folder: string };
  readonly #segments = new Map<string, Segment>();

  constructor(name: string, props: DatacenterProps) {
    super();
    checkName('datacenter', name);
    this.name = name;
    const { url, branch = 'main', folder = '', secret } = props.repository;
    this.repository = { url, branch, folder, secret };
    declare(this, {
      type: 'network',
      use: 'supernet',
      cidr: parseCidr(props.supernet),
      label: `site ${name}`,
    });
    Object.defineProperty(this, DATACENTER, { value: true });
    markOrigin(this);
  }

  /** True for every Datacenter, also one of another copy of this package. */
  static isDatacenter(value: unknown): value is Datacenter {
    return typeof value === 'object' && value !== null && DATACENTER in value;
  }

  /** Declares a layer-2 network of the site. */
  segment(name: string, props: SegmentProps): Segment {
    checkName('segment', name);
    const segment = new Segment(name, props);
    this.#segments.set(name, segment);
    declare(this, { type: 'network', use: 'segment', cidr: segment.network, label: `segment ${name}` });
    if (segment.gateway !== undefined) {
      const { ip } = segment.gateway;
      const range = { version: ip.version, first: ip.value, last: ip.value };
      declare(this, { type: 'address', use: 'gateway', segment, range, label: `gateway of ${name}` });
    }
    if (segment.dhcp !== undefined) {
      const { range } = segment.dhcp;
      declare(this, { type: 'address', use: 'dhcp', segment, range, label: `DHCP range of ${name}` });
    }
    return segment;
  }

  get segments(): readonly Segment[] {
    return [...this.#segments.values()];
  }

  /** Keeps addresses free for something that this program does not describe. */
  reserve(range: AddressRange, label: string): void {
    declare(this, { type: 'address', use: 'reserved', segment: range.segment, range: range.range, label });
  }

  /** A router by name, number and address: the handle that both ends of a BGP session are made from. */
  router(name: string, props: RouterHandleProps): BgpRouter {
    checkName('router', name);
    return { name, asn: asn(props.asn), addresses: props.addresses };
  }

  /** A secret store such as Vault that the External Secrets Operator of every cluster reads. */
  secretStore(name: string, props: SecretStoreProps): SecretStore {
    checkName('secret store', name);
    return new SecretStore(name, props);
  }

  /** cdk8s' own writer numbers files and overwrites them silently; this program is written by `cdk8s-nested synth`. */
  override synth(): never {
    throw new InputError({
      code: 'synth/wrong-writer',
      message: 'a Datacenter is not written by App.synth()',
      got: 'datacenter.synth()',
      expected: 'the command `cdk8s-nested synth`, or `await synth(datacenter)` from cdk8s-nested/synth',
      fix: 'export the datacenter from the entry file and let the command write it',
    });
  }
}

/** The repository of the site around a cluster; throws `cluster/no-repository` where there is no Datacenter. */
export function siteRepository(cluster: Cluster): RepositoryProps {
  const { root } = cluster.node;
  if (Datacenter.isDatacenter(root)) return root.repository;
  throw new InputError({
    code: 'cluster/no-repository',
    message: `the cluster ${cluster.name} does not know which repository its Flux reads`,
    got: 'no Datacenter around it, and no repository',
    expected: 'one of the two',
    fix: 'add repository to the cluster',
  });
}
