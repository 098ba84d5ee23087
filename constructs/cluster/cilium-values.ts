import type { JsonObject } from '../../src/model/index.ts';
import { POD_MASK } from './nested-cluster.ts';
import type { Cilium } from './nested-cluster.ts';

export interface CiliumValuesProps {
  /** Pod network; every node gets a /24 of it. Cilium's own default, 10.0.0.0/8, would swallow a whole site. */
  readonly podCidr: string;
  /** Speak BGP. @default false */
  readonly bgp?: boolean | undefined;
  /** Answer ARP for load-balancer addresses. @default false */
  readonly l2?: boolean | undefined;
  /** Multus runs beside Cilium: its CNI configuration is left in place. @default false */
  readonly multus?: boolean | undefined;
  /** KubeVirt runs here: the traffic of VMs passes no socket, so services are also translated per packet. @default false */
  readonly kubevirt?: boolean | undefined;
  /**
   * VLANs whose frames only pass through the hosts, to bridges that VMs are plugged into. Cilium drops the frames of every
   * VLAN it does not know on a card that it works on. @default false
   */
  readonly bridgedVlans?: boolean | undefined;
  /** Route through the host's own stack, for masqueraded VMs that lose replies (cilium issue 32026). @default false */
  readonly hostLegacyRouting?: boolean | undefined;
  /** Gateway API controller; its CRDs must be there first. @default false */
  readonly gatewayApi?: boolean | undefined;
  /**
   * Where the agents reach the Kubernetes API before Services work. On every node K3s answers at 127.0.0.1:6444: the
   * API server itself on servers, its balancer over all servers on agents. The cluster's VIP would be a circle:
   * the program that holds it finds the API by a Service, which Cilium provides. @default 127.0.0.1 and 6444
   */
  readonly apiServer?: { readonly host: string; readonly port: number } | undefined;
  /**
   * CNI folders on the node. K3s without flannel leaves containerd at /etc/cni/net.d and /opt/cni/bin, which is
   * Cilium's default too; give other ones for a K3s that keeps its own. @default the chart's
   */
  readonly cniPaths?: { readonly conf: string; readonly bin: string } | undefined;
  /** Network interfaces Cilium works on. Bridges are never detected. @default those with a default or node address */
  readonly devices?: readonly string[] | undefined;
  /** Copies of cilium-operator; a second one needs a second node. @default 1 */
  readonly operatorReplicas?: number | undefined;
}

/**
 * Helm values of Cilium (chart 1.20) as kube-proxy replacement on K3s. The bootstrap HelmChart of a new cluster and the
 * HelmRelease that adopts it are both made from this function, so that adoption changes nothing.
 */
export function ciliumValues(props: CiliumValuesProps): JsonObject {
  const { apiServer = { host: '127.0.0.1', port: 6444 } } = props;
  return {
    kubeProxyReplacement: true,
    k8sServiceHost: apiServer.host,
    k8sServicePort: apiServer.port,
    ipam: {
      mode: 'cluster-pool',
      operator: { clusterPoolIPv4PodCIDRList: [props.podCidr], clusterPoolIPv4MaskSize: POD_MASK },
    },
    bpf: {
      masquerade: true,
      // 0 is every VLAN: the host's kernel drops those without a device anyway, and Cilium takes no more than five by number.
      ...(props.bridgedVlans === true ? { vlanBypass: [0] } : {}),
      ...(props.hostLegacyRouting === true ? { hostLegacyRouting: true } : {}),
    },
    operator: { replicas: props.operatorReplicas ?? 1, rollOutPods: true },
    // Agents read their settings at start only.
    rollOutCiliumPods: true,
    ...(props.bgp === true ? { bgpControlPlane: { enabled: true } } : {}),
    ...(props.l2 === true ? { l2announcements: { enabled: true } } : {}),
    ...(props.gatewayApi === true ? { gatewayAPI: { enabled: true } } : {}),
    ...(props.kubevirt === true ? { socketLB: { hostNamespaceOnly: true } } : {}),
    ...(props.devices === undefined ? {} : { devices: props.devices }),
    ...cni(props),
  };
}

/** The values that follow from a cluster's own description; `more` adds what only the caller knows. */
export function ciliumValuesOf(
  cluster: { readonly podCidr: string; readonly cni: Cilium },
  more: Omit<CiliumValuesProps, 'podCidr' | 'bgp' | 'l2'> = {},
): JsonObject {
  const { podCidr, cni: settings } = cluster;
  return ciliumValues({
    ...more,
    podCidr,
    bgp: settings.asn !== undefined,
    l2: settings.neighbours === 'l2',
  });
}

function cni({ multus, cniPaths }: CiliumValuesProps): JsonObject {
  if (multus !== true && cniPaths === undefined) return {};
  return {
    cni: {
      // Otherwise Cilium renames the configuration of every other plugin.
      ...(multus === true ? { exclusive: false } : {}),
      ...(cniPaths === undefined ? {} : { confPath: cniPaths.conf, binPath: cniPaths.bin }),
    },
  };
}
