import type { Size } from 'cdk8s';
import type { SecretSource, StorageClassRef } from '../../src/model/index.ts';
import type { NestedCluster } from '../cluster/nested-cluster.ts';
import type { SecretRef } from '../secret/secret.ts';
import type { SecretStore } from '../secret/secret-store.ts';
import type { Addon, AddonContext } from './addon.ts';
import type { DnsProvider } from './dns-provider.ts';

/** What a cluster offers its add-ons; `InnerClusterServices` makes one out of its props. */
export interface Platform {
  readonly cluster?: Pick<NestedCluster, 'name'> | undefined;
  /** Domain below which hosts are named. */
  readonly zone?: string | undefined;
  readonly certificates?: Certificates | undefined;
  readonly ingress?: IngressController | undefined;
  readonly dns?: Dns | undefined;
  /** Class for volumes with a file system. */
  readonly storageClass?: StorageClassRef | undefined;
  readonly databases?: readonly DatabaseServer[] | undefined;
  readonly stores?: readonly SecretStore[] | undefined;
}

/** An add-on that gives certificates. */
export interface Certificates extends Addon {
  /** Name of the ClusterIssuer. */
  readonly issuer: string;
  /** Host of the zone that proves ownership; external-dns uses it too unless it is told otherwise. */
  readonly provider?: DnsProvider | undefined;
}

/** An add-on that takes requests from outside and hands them to Services. */
export interface IngressController extends Addon {
  /** The Service that listens on 80 and 443. */
  readonly service: { readonly namespace: string; readonly name: string };
  /** What external-dns must watch to see the routes. */
  readonly dnsSources: readonly string[];
  /** True when Cilium's Gateway API controller must run. */
  readonly gatewayApi: boolean;
  route(context: AddonContext, route: Route): void;
}

/** An add-on through which people reach the ingress from elsewhere. */
export interface RemoteAccess extends Addon {
  /** The address that hosts should point at. */
  readonly address: string;
  /** Network that the address is from. */
  readonly network: string;
}

/** One host and the Service behind it. */
export interface Route {
  readonly host: string;
  readonly namespace: string;
  readonly service: string;
  readonly port: number;
  /** ClusterIssuer of the certificate; without one the route is plain HTTP. */
  readonly issuer: string | undefined;
  readonly dnsAnnotations: { readonly [key: string]: string };
  readonly annotations: { readonly [key: string]: string };
}

/** An add-on that publishes host names. */
export interface Dns extends Addon {
  readonly zone: string;
  /** What records point at; undefined is the address of the ingress Service. */
  readonly target: string | undefined;
  /** What a route must carry so that its record points there. */
  readonly annotations: { readonly [key: string]: string };
  /** The same add-on with a target, if it has none of its own. */
  withTarget(target: string | undefined): Dns;
}

/** An add-on that gives volumes. */
export interface Storage extends Addon {
  readonly classes: readonly StorageClassRef[];
}

export type DatabaseKind = 'postgres' | 'mariadb';

/** An add-on that runs databases. */
export interface DatabaseServer extends Addon {
  readonly kind: DatabaseKind;
  database(context: AddonContext, props: DatabaseProps): Database;
}

export interface DatabaseProps {
  /** Name of the database and its user; also in the names of its objects. */
  readonly name: string;
  readonly size: Size;
  /**
   * Secret with the key `password`, for PostgreSQL also `username`.
   * @default PostgreSQL: the operator makes one · MariaDB: the entry `CLUSTER/NAME-db` of the cluster's first store
   */
  readonly password?: SecretSource | undefined;
  /** @default the cluster's class for file systems, else Kubernetes' default class */
  readonly storageClass?: StorageClassRef | undefined;
}

/** How a program reaches its database. */
export interface Database {
  readonly host: string;
  readonly port: number;
  readonly name: string;
  readonly user: string;
  readonly password: SecretRef & { readonly key: string };
}
