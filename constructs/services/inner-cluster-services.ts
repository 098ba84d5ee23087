import { Construct } from 'constructs';
import { InputError, contains, parseCidr, parseIp, rangeOf } from '../../src/model/index.ts';
import { CiliumBgp } from '../cluster/cilium-bgp.ts';
import type { CiliumBgpProps } from '../cluster/cilium-bgp.ts';
import { ciliumValuesOf } from '../cluster/cilium-values.ts';
import type { CiliumValuesProps } from '../cluster/cilium-values.ts';
import { Cluster } from '../cluster/cluster.ts';
import { declare, markOrigin } from '../cluster/declare.ts';
import type { NestedCluster } from '../cluster/nested-cluster.ts';
import { stage } from '../cluster/stage.ts';
import { installCilium, installExternalSecrets } from '../metal/charts.ts';
import type { SecretStore } from '../secret/secret-store.ts';
import { installAddon } from './addon.ts';
import type { Addon } from './addon.ts';
import { GATEWAY_API } from './gateway-api.ts';
import type {
  Certificates,
  DatabaseServer,
  Dns,
  IngressController,
  Platform,
  RemoteAccess,
  Storage,
} from './platform.ts';

export interface InnerClusterServicesProps {
  /** The cluster it is for. @default the scope, when that is an `InnerCluster`; else Cilium is not installed */
  readonly cluster?: NestedCluster | undefined;
  /** Settings of Cilium that the cluster's description does not give; false leaves Cilium to its bootstrap. @default {} */
  readonly cilium?: Omit<CiliumValuesProps, 'podCidr' | 'bgp' | 'l2' | 'gatewayApi'> | false | undefined;
  /** Session settings of the nodes' BGP speakers. @default Cilium's own */
  readonly bgp?: Omit<CiliumBgpProps, 'cluster'> | undefined;
  /** Stores that secrets come from; any brings the External Secrets Operator. @default none */
  readonly secrets?: readonly SecretStore[] | undefined;
  /** Domain of the cluster's hosts. @default the zone of `dns` */
  readonly zone?: string | undefined;
  /** `letsEncrypt`. @default routes are plain HTTP */
  readonly certificates?: Certificates | undefined;
  /** `ingressNginx`, `ciliumGateway` or `traefik`. @default nothing is reachable from outside */
  readonly ingress?: IngressController | undefined;
  /** `externalDns`. @default hosts have no records */
  readonly dns?: Dns | undefined;
  /** `tailscale`. @default only networks that know a route reach the ingress */
  readonly remoteAccess?: RemoteAccess | undefined;
  /** `rdsCsi`; the first class for file systems is the one that volumes are made of. @default Kubernetes' default class */
  readonly storage?: readonly Storage[] | undefined;
  /** `postgres` and `mariadb`. @default none */
  readonly databases?: readonly DatabaseServer[] | undefined;
  /** `ghost`, `hedgedoc`, `uptimeKuma`, `echo`, and your own. @default none */
  readonly apps?: readonly Addon[] | undefined;
}

/**
 * What runs inside a cluster: its network, its way in, its storage and databases, and its applications. Operators go into
 * the layer `infrastructure`, objects of their kinds into `infrastructure-config`, applications into `services`.
 */
export class InnerClusterServices extends Construct {
  /** What the cluster offers; for add-ons that are installed elsewhere, by `installAddon`. */
  readonly platform: Platform;

  constructor(scope: Construct, id: string, props: InnerClusterServicesProps) {
    super(parentOf(scope), id);
    markOrigin(this);
    const cluster = props.cluster ?? (isNestedCluster(scope) ? scope : undefined);
    const {
      storage = [],
      databases = [],
      secrets = [],
      apps = [],
      certificates,
      ingress,
      remoteAccess,
    } = props;
    const dns = props.dns?.withTarget(remoteAccess?.address);
    checkTarget(dns, remoteAccess);
    this.platform = {
      cluster,
      zone: props.zone ?? dns?.zone,
      certificates,
      ingress,
      dns,
      databases,
      stores: secrets,
      storageClass: storage
        .flatMap(({ classes }) => classes)
        .find(({ filesystem }) => filesystem.includes('ReadWriteOnce')),
    };
    if (cluster !== undefined) network(this, cluster, props);
    if (secrets.length > 0) installExternalSecrets(this);
    for (const store of secrets) store.installIn(Cluster.find(this) ?? this);
    const chosen = [...storage, certificates, ingress, dns, ...databases, remoteAccess, ...apps];
    const addons = chosen.filter((addon) => addon !== undefined);
    checkNames(addons);
    for (const addon of addons) installAddon(this, addon, this.platform);
  }
}

/** A cluster's layers are its children by name, `services` among them, which is the natural id of this construct too. */
function parentOf(scope: Construct): Construct {
  if (!Cluster.isCluster(scope)) return scope;
  return scope.node.children.find((child) => child.node.id === ADD_ONS) ?? new Construct(scope, ADD_ONS);
}

const ADD_ONS = 'add-ons';

function isNestedCluster(scope: Construct): scope is Construct & NestedCluster {
  return 'podCidr' in scope && 'serviceCidr' in scope && 'cni' in scope && 'distribution' in scope;
}

/** Takes over the Cilium that the machines were born with, and adds its BGP objects and its pool. */
function network(scope: Construct, cluster: NestedCluster, props: InnerClusterServicesProps): void {
  if (props.cilium === false) return;
  const gatewayApi = props.ingress?.gatewayApi === true;
  const values = ciliumValuesOf(cluster, { ...props.cilium, ...(gatewayApi ? { gatewayApi } : {}) });
  installCilium(scope, cluster.cni.chart, values);
  if (gatewayApi) {
    declare(stage(scope, 'infrastructure', 'cilium'), {
      type: 'needs',
      ref: GATEWAY_API,
      reason: 'Cilium looks for the CRDs of the Gateway API only when it starts',
    });
  }
  new CiliumBgp(scope, 'bgp', { cluster, ...props.bgp });
}

/** Add-ons are told apart by their names: folders, namespaces and releases are made of them. */
function checkNames(addons: readonly Addon[]): void {
  const seen = new Set<string>();
  for (const { name } of addons) {
    if (seen.has(name)) {
      throw new InputError({
        code: 'services/duplicate-addon',
        message: 'two add-ons of a cluster have the same name',
        got: name,
        expected: 'a name for each',
        fix: `give one of them another name, as in ghost({ name: 'news' })`,
      });
    }
    seen.add(name);
  }
}

/** A target in the tailnet that is not the proxy leads nowhere. */
function checkTarget(dns: Dns | undefined, access: RemoteAccess | undefined): void {
  if (dns?.target === undefined || access === undefined || dns.target === access.address) return;
  if (!/^[\d.]+$|:/.test(dns.target) || !contains(parseCidr(access.network), rangeOf(parseIp(dns.target))))
    return;
  throw new InputError({
    code: 'services/dns-target',
    message: 'the records point at another machine of the tailnet than the proxy',
    got: dns.target,
    expected: access.address,
    fix: 'leave out target of the DNS add-on; it is the address of the remote access then',
  });
}
