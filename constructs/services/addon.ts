import type { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { InputError } from '../../src/model/index.ts';
import type { SecretSource, StorageClassRef } from '../../src/model/index.ts';
import { Cluster } from '../cluster/cluster.ts';
import type { StandardLayer } from '../cluster/cluster.ts';
import { checkName } from '../cluster/name.ts';
import { stage } from '../cluster/stage.ts';
import { HelmInstall } from '../flux/helm-install.ts';
import type { HelmInstallProps } from '../flux/helm-install.ts';
import { namespace } from '../flux/namespace.ts';
import type { NamespaceProps } from '../flux/namespace.ts';
import { secret } from '../secret/secret.ts';
import type { SecretRef } from '../secret/secret.ts';
import type { Database, DatabaseKind, DatabaseProps, Platform } from './platform.ts';
import { persistentVolume } from './persistent-volume.ts';

/**
 * Something that runs in a cluster beside others: an operator, a driver, an application. Everything that
 * `InnerClusterServices` installs is one, and a subclass of your own is installed the same way.
 */
export abstract class Addon {
  /** Folder of its objects in every layer, and its namespace. A DNS label that never changes. */
  abstract readonly name: string;

  /** Emits its objects. Called once for each cluster that it is installed in. */
  abstract install(context: AddonContext): void;
}

/** Installs an add-on below `scope`: a cluster, or any chart. `platform` is what the cluster offers it. */
export function installAddon(scope: Construct, addon: Addon, platform: Platform = {}): void {
  addon.install(new AddonContext(scope, addon, platform));
}

export interface ExposeProps {
  /** First label below the cluster's zone, such as `blog`; a name with a dot is taken as it is. */
  readonly host: string;
  /** Service in the add-on's namespace, or in `namespace`. */
  readonly service: string;
  /** Port of the Service that speaks plain HTTP. */
  readonly port: number;
  /** Namespace of the Service and the route. @default the add-on's */
  readonly namespace?: string | undefined;
  /** Further annotations of the route, such as settings of the ingress controller. @default none */
  readonly annotations?: { readonly [key: string]: string } | undefined;
}

export interface VolumeProps {
  readonly size: Size;
  /** @default the cluster's class for file systems, else Kubernetes' default class */
  readonly storageClass?: StorageClassRef | undefined;
  /** @default the add-on's */
  readonly namespace?: string | undefined;
}

export type AddonHelmProps = Omit<HelmInstallProps, 'name' | 'namespace'> & {
  /** @default the add-on's name */
  readonly name?: string | undefined;
  /** @default the add-on's namespace */
  readonly namespace?: string | undefined;
};

/** What an add-on is installed with: places for its objects, and what the rest of the cluster does for it. */
export class AddonContext {
  readonly scope: Construct;
  readonly addon: string;
  readonly platform: Platform;

  constructor(scope: Construct, addon: Addon, platform: Platform) {
    this.scope = scope;
    this.addon = checkName('add-on', addon.name);
    this.platform = platform;
  }

  /** Name of the cluster; `cluster` in a plain chart that names none. */
  get cluster(): string {
    return this.platform.cluster?.name ?? Cluster.find(this.scope)?.name ?? 'cluster';
  }

  /**
   * Where objects go: controllers into `infrastructure`, objects of the kinds that those install into
   * `infrastructure-config`, applications into `services`. The folder is the add-on's name.
   */
  place(stageName: StandardLayer): Construct {
    return stage(this.scope, stageName, this.addon);
  }

  /** Makes the namespace once and returns its name. It is in `infrastructure`, so that it never moves between layers. */
  namespace(props: NamespaceProps & { readonly name?: string | undefined } = {}): string {
    const { name = this.addon, ...rest } = props;
    namespace(this.place('infrastructure'), name, rest);
    return name;
  }

  /** Installs a Helm chart. */
  helm(props: AddonHelmProps): HelmInstall {
    const name = props.name ?? this.addon;
    return new HelmInstall(this.place('infrastructure'), name, {
      ...props,
      name,
      namespace: props.namespace ?? this.addon,
    });
  }

  /**
   * Brings a secret into the namespace. Without a source it is the entry `CLUSTER/NAME` of the cluster's
   * first store.
   * Throws `services/no-secret-store` when there is neither.
   */
  secret(name: string, source?: SecretSource, to: string = this.addon): SecretRef {
    const from = source ?? this.platform.stores?.[0]?.secret(`${this.cluster}/${name}`);
    if (from !== undefined)
      return secret(this.place('infrastructure-config'), `secret-${name}`, {
        name,
        namespace: to,
        source: from,
      });
    throw new InputError({
      code: 'services/no-secret-store',
      message: `nobody says where ${this.addon} gets the secret ${name} from`,
      got: 'no source, and a cluster without secret stores',
      expected: 'one of the two',
      fix: `give ${this.addon} a secret source, or add a store to secrets of InnerClusterServices`,
    });
  }

  /** A volume that outlives its application: it stays when its object leaves Git. Returns the name of the claim. */
  volume(name: string, props: VolumeProps): string {
    const { size, storageClass = this.platform.storageClass, namespace: to = this.addon } = props;
    return persistentVolume(this.place('services'), { name, namespace: to, size, storageClass });
  }

  /** A database for this add-on alone. Throws `services/no-database` when the cluster has no server of that kind. */
  database(kind: DatabaseKind, props: DatabaseProps): Database {
    const server = this.platform.databases?.find((one) => one.kind === kind);
    if (server !== undefined) return server.database(this, props);
    throw new InputError({
      code: 'services/no-database',
      message: `${this.addon} needs a ${kind} database that nobody runs`,
      got: this.platform.databases?.map((one) => one.kind).join(', ') || 'no databases',
      expected: kind,
      fix: `add ${kind}() to databases of InnerClusterServices`,
    });
  }

  /** The full name of a host. Throws `services/no-zone` for a label when the cluster has no zone. */
  hostName(host: string): string {
    if (host.includes('.')) return host;
    const zone = this.platform.zone;
    if (zone !== undefined) return `${host}.${zone}`;
    throw new InputError({
      code: 'services/no-zone',
      message: `the host of ${this.addon} has no domain`,
      got: host,
      expected: 'a full name, or a cluster with a zone',
      fix: 'write the full name, or add dns (or zone) to InnerClusterServices',
    });
  }

  /**
   * Makes a Service reachable under a host name: a route of the cluster's ingress controller, its certificate and its
   * DNS record. Returns the address people type. Throws `services/no-ingress` when the cluster has no ingress.
   */
  expose(props: ExposeProps): string {
    const { ingress, certificates, dns } = this.platform;
    const host = this.hostName(props.host);
    if (ingress === undefined) {
      throw new InputError({
        code: 'services/no-ingress',
        message: `${this.addon} is to be reached as ${host}, but nothing takes requests`,
        got: 'no ingress',
        expected: 'ingressNginx, ciliumGateway or traefik',
        fix: 'add ingress to InnerClusterServices',
      });
    }
    ingress.route(this, {
      host,
      service: props.service,
      port: props.port,
      namespace: props.namespace ?? this.addon,
      issuer: certificates?.issuer,
      dnsAnnotations: dns?.annotations ?? {},
      annotations: props.annotations ?? {},
    });
    return `${certificates === undefined ? 'http' : 'https'}://${host}`;
  }

  /** Labels for every object of the add-on. */
  labels(name: string = this.addon): { readonly [key: string]: string } {
    return { 'app.kubernetes.io/name': name, 'cdk8s-nested.dev/cluster': this.cluster };
  }
}
