import { type Json, type JsonObject, writeYaml } from '../yaml/write-yaml.ts';

export interface KubeVip {
  /** The virtual address of the API. */
  readonly address: string;
  /** Interface that carries it, for example `enp1s0`; kube-vip chooses the one with the default route when absent. */
  readonly interface?: string;
  /** Default 6443. */
  readonly port?: number;
  /** Default `ghcr.io/kube-vip/kube-vip:v1.2.3`. */
  readonly image?: string;
}

/**
 * kube-vip as objects for the servers' manifests folder: it holds the API's virtual address by ARP on the server that leads.
 *
 * It talks to the API of its own server on the loopback address: the service address needs Cilium, and Cilium may need
 * the virtual address. The environment given here wins over the one that the kubelet injects.
 */
export function kubeVipDaemonSet(vip: KubeVip): string {
  const labels = { 'app.kubernetes.io/name': 'kube-vip' };
  const metadata = { name: 'kube-vip', namespace: 'kube-system' };
  return documents([
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'kube-vip' },
      rules: [
        { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch', 'update', 'patch'] },
        { apiGroups: [''], resources: ['services', 'endpoints'], verbs: ['get', 'list', 'watch', 'update'] },
        { apiGroups: [''], resources: ['services/status'], verbs: ['update'] },
        {
          apiGroups: ['discovery.k8s.io'],
          resources: ['endpointslices'],
          verbs: ['get', 'list', 'watch', 'update'],
        },
        {
          apiGroups: ['coordination.k8s.io'],
          resources: ['leases'],
          verbs: ['get', 'list', 'watch', 'create', 'update'],
        },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'kube-vip' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'kube-vip' },
      subjects: [{ kind: 'ServiceAccount', ...metadata }],
    },
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { ...metadata, labels },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: 'kube-vip',
            hostNetwork: true,
            priorityClassName: 'system-node-critical',
            // Before Cilium runs, nodes are not ready and carry taints; this pod has to run all the same.
            tolerations: [
              { effect: 'NoSchedule', operator: 'Exists' },
              { effect: 'NoExecute', operator: 'Exists' },
            ],
            affinity: {
              nodeAffinity: {
                requiredDuringSchedulingIgnoredDuringExecution: {
                  nodeSelectorTerms: [
                    {
                      matchExpressions: [
                        { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' },
                      ],
                    },
                  ],
                },
              },
            },
            containers: [
              {
                name: 'kube-vip',
                image: vip.image ?? 'ghcr.io/kube-vip/kube-vip:v1.2.3',
                args: ['manager'],
                env: environment(vip),
                securityContext: {
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ['ALL'], add: ['NET_ADMIN', 'NET_RAW'] },
                },
              },
            ],
          },
        },
      },
    },
  ]);
}

function environment(vip: KubeVip): Json[] {
  const values = {
    vip_arp: 'true',
    cp_enable: 'true',
    cp_namespace: 'kube-system',
    svc_enable: 'false',
    vip_leaderelection: 'true',
    address: vip.address,
    port: String(vip.port ?? 6443),
    vip_subnet: vip.address.includes(':') ? '128' : '32',
    ...(vip.interface === undefined ? {} : { vip_interface: vip.interface }),
    KUBERNETES_SERVICE_HOST: '127.0.0.1',
    KUBERNETES_SERVICE_PORT: '6443',
  };
  return [
    // The lease is held in the name of the node.
    { name: 'vip_nodename', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    ...Object.entries(values).map(([name, value]) => ({ name, value })),
  ];
}

export interface HelmChart {
  readonly name: string;
  /** Chart name, or an `oci://` address. */
  readonly chart: string;
  /** HTTP(S) repository; absent for `oci://`. */
  readonly repo?: string;
  readonly version: string;
  readonly targetNamespace: string;
  readonly createNamespace?: boolean;
  readonly values?: JsonObject;
  /** Needed for the cluster to become ready: the job then runs on the host network of a server that is not ready yet. */
  readonly bootstrap?: boolean;
}

/** A chart for K3s' own Helm controller (`helm.cattle.io/v1`), for example Cilium, which must run before anything else can. */
export function helmChart(chart: HelmChart): string {
  return writeYaml({
    apiVersion: 'helm.cattle.io/v1',
    kind: 'HelmChart',
    // The controller of K3s watches this namespace by convention of the packaged charts.
    metadata: { name: chart.name, namespace: 'kube-system' },
    spec: {
      chart: chart.chart,
      ...(chart.repo === undefined ? {} : { repo: chart.repo }),
      version: chart.version,
      targetNamespace: chart.targetNamespace,
      ...(chart.createNamespace === undefined ? {} : { createNamespace: chart.createNamespace }),
      ...(chart.bootstrap === undefined ? {} : { bootstrap: chart.bootstrap }),
      ...(chart.values === undefined ? {} : { valuesContent: writeYaml(chart.values) }),
    },
  });
}

export interface FluxBootstrap {
  /** Version of the flux-operator chart, for example `0.58.1`. */
  readonly operatorVersion: string;
  readonly operatorValues?: JsonObject;
  /** `spec` of the FluxInstance (fluxcd.controlplane.io/v1). */
  readonly instance: JsonObject;
}

/**
 * Files for the manifests folder, by file name, that start Flux: the operator's chart and the FluxInstance it acts on. Two
 * files, because K3s applies a file as a whole and repeats a failed one: the instance waits for the operator's CRD.
 */
export function fluxBootstrap(flux: FluxBootstrap): Record<string, string> {
  return {
    'flux-operator.yaml': helmChart({
      name: 'flux-operator',
      chart: 'oci://ghcr.io/controlplaneio-fluxcd/charts/flux-operator',
      version: flux.operatorVersion,
      targetNamespace: 'flux-system',
      createNamespace: true,
      ...(flux.operatorValues === undefined ? {} : { values: flux.operatorValues }),
    }),
    'flux-instance.yaml': writeYaml({
      apiVersion: 'fluxcd.controlplane.io/v1',
      kind: 'FluxInstance',
      // The operator acts on an instance of this name only.
      metadata: { name: 'flux', namespace: 'flux-system' },
      spec: flux.instance,
    }),
  };
}

function documents(objects: readonly JsonObject[]): string {
  return objects.map((object) => writeYaml(object)).join('---\n');
}
