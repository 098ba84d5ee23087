import { ConfigMap, Deployment, Role, RoleBinding, Secret, ServiceAccount } from '../../imports/k8s.ts';
import { InputError, contains, contentHash, parseCidr, parseIp, rangeOf } from '../../src/model/index.ts';
import type { SecretSource } from '../../src/model/index.ts';
import { declare } from '../cluster/declare.ts';
import { KEEP } from '../flux/namespace.ts';
import { imagePin } from '../versions.ts';
import { Addon } from './addon.ts';
import type { AddonContext } from './addon.ts';
import type { RemoteAccess } from './platform.ts';

export interface TailscaleProps {
  /** Address of the control server, e.g. Headscale's. @default Tailscale's own */
  readonly server?: string | undefined;
  /** The proxy's address in the tailnet, as the control server assigned it; DNS points here. */
  readonly address: string;
  /** Network of the tailnet. @default 100.64.0.0/10 */
  readonly tailnet?: string | undefined;
  /** Secret with the key `authkey`, read at the first start alone. @default the entry `CLUSTER/tailscale` of the first store */
  readonly authKey?: SecretSource | undefined;
  /** Name in the tailnet. @default the cluster's name */
  readonly hostname?: string | undefined;
  /** @default the pinned image */
  readonly image?: string | undefined;
}

/**
 * A way into the cluster from a tailnet: one pod that hands the TCP ports 80 and 443 to the ingress and nothing else.
 *
 * Its identity, and with it the address, is in the Secret `tailscale-state`, which stays when its object leaves Git: a
 * proxy without it would join as a new machine with another address.
 */
export function tailscale(props: TailscaleProps): RemoteAccess {
  return new Tailscale(props);
}

const TAILNET = '100.64.0.0/10';
const STATE = 'tailscale-state';
const SERVE = 'serve.json';
const FOLDER = '/etc/tailscale-serve';

class Tailscale extends Addon implements RemoteAccess {
  readonly name = 'tailscale';
  readonly address: string;
  readonly network: string;
  readonly #props: TailscaleProps;

  constructor(props: TailscaleProps) {
    super();
    this.#props = props;
    this.address = props.address;
    this.network = props.tailnet ?? TAILNET;
    checkAddress(this);
  }

  install(context: AddonContext): void {
    declare(context.place('services'), {
      type: 'network',
      use: 'tailnet',
      cidr: parseCidr(this.network),
      label: `tailnet of ${context.cluster}`,
    });
    context.namespace();
    const key = context.secret(this.name, this.#props.authKey);
    state(context);
    const config = serveConfig(context);
    const metadata = { name: this.name, namespace: this.name, labels: context.labels() };
    const place = context.place('services');
    new ConfigMap(place, 'serve', { metadata, data: { [SERVE]: config } });
    new Deployment(place, 'proxy', {
      metadata,
      spec: {
        replicas: 1,
        // Two proxies with one identity would fight for it.
        strategy: { type: 'Recreate' },
        selector: { matchLabels: { 'app.kubernetes.io/name': this.name } },
        template: {
          metadata: {
            labels: { 'app.kubernetes.io/name': this.name },
            // The program reads its file at start.
            annotations: { 'cdk8s-nested.dev/config': contentHash([config]) },
          },
          spec: {
            serviceAccountName: this.name,
            securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
            containers: [this.#container(context, key.name)],
            volumes: [
              { name: 'serve', configMap: { name: this.name } },
              { name: 'tmp', emptyDir: {} },
            ],
          },
        },
      },
    });
  }

  #container(context: AddonContext, secretName: string) {
    const { server, hostname = context.cluster, image = imagePin('tailscale') } = this.#props;
    return {
      name: 'tailscale',
      image,
      env: [
        { name: 'TS_AUTHKEY', valueFrom: { secretKeyRef: { name: secretName, key: 'authkey' } } },
        // A node that is known logs in with its state; auth keys expire.
        { name: 'TS_AUTH_ONCE', value: 'true' },
        { name: 'TS_KUBE_SECRET', value: STATE },
        { name: 'TS_USERSPACE', value: 'true' },
        { name: 'TS_HOSTNAME', value: hostname },
        ...(server === undefined ? [] : [{ name: 'TS_EXTRA_ARGS', value: `--login-server=${server}` }]),
        { name: 'TS_SERVE_CONFIG', value: `${FOLDER}/${SERVE}` },
        { name: 'TS_ENABLE_HEALTH_CHECK', value: 'true' },
        { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
        { name: 'POD_UID', valueFrom: { fieldRef: { fieldPath: 'metadata.uid' } } },
      ],
      // Not for liveness: without an address for a moment, a restart would only make it longer.
      readinessProbe: { httpGet: { path: '/healthz', port: 9002 } },
      resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '256Mi' } },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      },
      volumeMounts: [
        { name: 'serve', mountPath: FOLDER, readOnly: true },
        { name: 'tmp', mountPath: '/tmp' },
      ],
    };
  }
}

/** The Secret that the program keeps its identity in, empty in Git, and the right to change this one Secret. */
function state(context: AddonContext): void {
  const place = context.place('services');
  const namespace = context.addon;
  const metadata = { name: namespace, namespace, labels: context.labels() };
  const ref = { group: '', kind: 'Secret', namespace, name: STATE };
  const secret = new Secret(place, 'state', {
    metadata: { ...metadata, name: STATE, annotations: { ...KEEP } },
    type: 'Opaque',
  });
  declare(secret, { type: 'stateful', ref, holds: "the proxy's identity and its address in the tailnet" });
  declare(secret, { type: 'public-secret', ref, reason: 'empty in Git; the proxy fills it' });
  new ServiceAccount(place, 'account', { metadata });
  new Role(place, 'role', {
    metadata,
    rules: [
      { apiGroups: [''], resources: ['secrets'], resourceNames: [STATE], verbs: ['get', 'update', 'patch'] },
      { apiGroups: [''], resources: ['events'], verbs: ['create', 'get', 'patch'] },
    ],
  });
  new RoleBinding(place, 'role-binding', {
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: namespace },
    subjects: [{ kind: 'ServiceAccount', name: namespace, namespace }],
  });
}

/** Plain TCP: the ingress ends TLS. */
function serveConfig(context: AddonContext): string {
  const service = context.platform.ingress?.service;
  if (service === undefined) {
    throw new InputError({
      code: 'services/no-ingress',
      message: 'the tailnet proxy has nothing to hand its connections to',
      got: 'no ingress',
      expected: 'ingressNginx, ciliumGateway or traefik',
      fix: 'add ingress to InnerClusterServices',
    });
  }
  const host = `${service.name}.${service.namespace}.svc.cluster.local`;
  return `${JSON.stringify({ TCP: { 80: { TCPForward: `${host}:80` }, 443: { TCPForward: `${host}:443` } } }, null, 2)}\n`;
}

function checkAddress({ address, network }: RemoteAccess): void {
  if (contains(parseCidr(network), rangeOf(parseIp(address)))) return;
  throw new InputError({
    code: 'services/outside-tailnet',
    message: 'the address of the proxy is not in its tailnet',
    got: address,
    expected: `an address of ${network}`,
    fix: 'give the address that the control server shows for the proxy',
  });
}
