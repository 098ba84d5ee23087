import { Lazy, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { Secret } from '../../imports/k8s.ts';
import { VirtualMachine } from '../../imports/kubevirt.io.ts';
import { addressRange, stableUuid } from '../../src/model/index.ts';
import type { ObjectRef } from '../../src/model/index.ts';
import { renderCloudInit } from '../../src/guest/cloud-init.ts';
import type { CloudInit } from '../../src/guest/cloud-init.ts';
import { extendGuest } from '../../src/guest/guest-config.ts';
import type { GuestUser } from '../../src/guest/guest-config.ts';
import { renderRouterOsPeer } from '../../src/guest/routeros.ts';
import { routerGuest } from '../../src/guest/router.ts';
import type { RouterPaths } from '../../src/guest/router.ts';
import { declare, markOrigin } from '../cluster/declare.ts';
import { checkName } from '../cluster/name.ts';
import { TextFile } from '../cluster/text-file.ts';
import { namespace } from '../flux/namespace.ts';
import type { MachineImage } from '../image/machine-image.ts';
import type { GuestSecret } from '../pool/guest-secret.ts';
import { virtualMachineSpec } from '../pool/virtual-machine-spec.ts';
import type { MachinePlacement, MachineSpec } from '../pool/virtual-machine-spec.ts';
import { guestInterfaces, routerNics } from './router-nics.ts';
import type { RouterNic } from './router-nics.ts';
import type { RouterNetworkProps } from './router-network-props.ts';
import { insideOf, planRouter, proxiedSegments } from './router-plan.ts';
import { routerSpeaker, upstreamSpeakers } from './router-speakers.ts';

export interface FirewallRouterVMProps extends RouterNetworkProps {
  /** Image with FRR, nftables, dnsmasq and cloud-init in it; the VM boots from it anew each time. */
  readonly image: MachineImage;
  /** Namespace of the VM on the metal cluster; made here. @default the router's name */
  readonly namespace?: string | undefined;
  /** Cores. @default 2 */
  readonly cpu?: number | undefined;
  /** @default 2 GiB */
  readonly memory?: Size | undefined;
  /** Count the VM as ready only when the QEMU guest agent of the image answers. @default false */
  readonly guestAgent?: boolean | undefined;
  /** Where the VM runs. @default any node of the image's architecture, with priority system-cluster-critical */
  readonly placement?: MachinePlacement | undefined;
  /** Users of the router. @default the image's own */
  readonly users?: readonly GuestUser[] | undefined;
  /** Where the image reads its configuration. @default Debian's places */
  readonly paths?: RouterPaths | undefined;
}

/**
 * A router as a VM: BGP by FRR, packet filter by nftables, DHCP and DNS by dnsmasq, all rendered from the segments and
 * clusters it connects. The same values are declared as its end of each session, and as the upstream routers' ends.
 *
 * A changed description reaches the router when it restarts: `virtctl restart NAME`.
 */
export class FirewallRouterVM extends Construct {
  readonly vm: ObjectRef;
  readonly namespace: string;

  constructor(scope: Construct, id: string, props: FirewallRouterVMProps) {
    super(scope, id);
    markOrigin(this);
    const name = checkName('router', props.router.name);
    this.namespace = props.namespace ?? name;
    this.vm = { group: 'kubevirt.io', kind: 'VirtualMachine', namespace: this.namespace, name };

    const plan = planRouter(props);
    const nics = routerNics(name, [...insideOf(props), props.outside]);
    const labels = { 'app.kubernetes.io/name': name };
    namespace(this, this.namespace, { podSecurity: 'privileged' });
    const cloudInit = cloudInitSecret(this, `${name}-cloud-init`, labels, () => render(props, nics));
    new VirtualMachine(this, 'vm', {
      metadata: { namespace: this.namespace, name, labels },
      spec: {
        runStrategy: 'Always',
        template: { metadata: { labels }, spec: virtualMachineSpec(machine(this, props, nics, cloudInit)) },
      },
    });
    for (const peer of props.upstream) {
      new TextFile(this, `script-${peer.name}`, {
        path: `routers/${peer.name}/${name}.rsc`,
        text: renderRouterOsPeer(plan, peer.name),
      });
    }
    tellTheChecks(this, props, nics);
  }
}

/**
 * The VM has no disk of its own, so losing it loses nothing. It has no card on the pod network, which rules out
 * httpGet and tcpSocket probes (KubeVirt 1.9 vmi-create-admitter) and leaves nothing in the way of a live migration.
 */
function machine(
  router: FirewallRouterVM,
  props: FirewallRouterVMProps,
  nics: readonly RouterNic[],
  cloudInit: GuestSecret,
): MachineSpec {
  return {
    image: props.image,
    cpu: props.cpu ?? 2,
    memory: props.memory ?? Size.gibibytes(2),
    nics: nics.map(({ address, mac }) => ({ network: address.segment, mac })),
    cloudInit,
    // A random one would be a new instance to cloud-init after every re-creation.
    uuid: stableUuid(router.namespace, router.vm.name),
    evictionStrategy: 'LiveMigrateIfPossible',
    terminationGracePeriod: 30,
    placement: { priorityClassName: 'system-cluster-critical', ...props.placement },
    ...(props.guestAgent === true
      ? { readinessProbe: { guestAgentPing: {}, initialDelaySeconds: 10, periodSeconds: 10 } }
      : {}),
  };
}

/** Anew each time it is asked for, because machines that get a reservation may be declared after their router. */
function render(props: FirewallRouterVMProps, nics: readonly RouterNic[]): CloudInit {
  const guest = extendGuest(routerGuest(planRouter(props), props.paths), {
    interfaces: guestInterfaces(nics, props.nameservers),
    ...(props.users === undefined ? {} : { users: props.users }),
  });
  return renderCloudInit(guest);
}

/** The Secret with the cloud-init documents, which KubeVirt takes only from a Secret when they are long. It holds nothing secret. */
function cloudInitSecret(
  router: FirewallRouterVM,
  name: string,
  labels: { readonly [key: string]: string },
  produce: () => CloudInit,
): GuestSecret {
  // Rendered once now, so that a mistake is reported at the line of the user's program.
  const { networkData } = produce();
  const object = new Secret(router, 'cloud-init', {
    metadata: { namespace: router.namespace, name, labels },
    stringData: {
      userdata: Lazy.any({ produce: () => produce().userData }) as string,
      networkdata: networkData,
    },
  });
  declare(object, {
    type: 'public-secret',
    ref: { group: '', kind: 'Secret', namespace: router.namespace, name },
    reason: 'cloud-init configuration; it holds addresses and filters, no secret',
  });
  return { name, network: true };
}

function tellTheChecks(
  router: FirewallRouterVM,
  props: FirewallRouterVMProps,
  nics: readonly RouterNic[],
): void {
  const { name } = props.router;
  for (const { address, mac } of nics) {
    const { segment } = address;
    declare(router, { type: 'mac', mac, label: `${name} on ${segment.name}` });
    // The segment itself has claimed its gateway.
    if (segment.gateway?.text === address.text) continue;
    declare(router, {
      type: 'address',
      use: 'static',
      segment,
      range: addressRange(address),
      label: `${name} on ${segment.name}`,
    });
  }
  for (const segment of proxiedSegments(props)) {
    declare(router, { type: 'neighbour-proxy', segment, label: `${name} answers on ${segment.name}` });
  }
  declare(router, routerSpeaker(props));
  for (const speaker of upstreamSpeakers(props)) declare(router, speaker);
}
