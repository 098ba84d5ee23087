/** Valid objects as YAML; fixtures change the one thing that is wrong. */

/** A HelmRelease in kube-system with its repository; `spec` is added to it, two blanks deep. */
export function helmRelease(name: string, chart: string, spec = ''): string {
  return `
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: { name: ${name}, namespace: kube-system }
spec: { interval: 1h, url: https://charts.example.org }
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: ${name}, namespace: kube-system }
spec:
  interval: 1h
  timeout: 10m
  install: { strategy: { name: RetryOnFailure } }
  upgrade: { crds: Skip, strategy: { name: RetryOnFailure } }
  chart:
    spec: { chart: ${chart}, version: 1.20.1, sourceRef: { kind: HelmRepository, name: ${name} } }
${spec}`;
}

/** A HelmRelease of Cilium; `values` replaces lines of the good ones, by their first word. */
export function cilium(values: { readonly [key: string]: string | undefined } = {}): string {
  const all: { readonly [key: string]: string | undefined } = {
    kubeProxyReplacement: 'true',
    k8sServiceHost: '127.0.0.1',
    ipam: '{ operator: { clusterPoolIPv4PodCIDRList: [10.150.0.0/16] } }',
    cni: '{ exclusive: false }',
    socketLB: '{ hostNamespaceOnly: true }',
    ...values,
  };
  const lines = Object.entries(all).flatMap(([key, value]) =>
    value === undefined ? [] : [`    ${key}: ${value}`],
  );
  return helmRelease('cilium', 'cilium', `  values:\n${lines.join('\n')}`);
}

/** A pool of load-balancer addresses from a first to a last one. */
export function pool(name: string, start: string, stop: string, selector = ''): string {
  return `
---
apiVersion: cilium.io/v2
kind: CiliumLoadBalancerIPPool
metadata: { name: ${name} }
spec:
  blocks: [{ start: ${start}, stop: ${stop} }]
${selector}`;
}

/** A peer configuration and an advertisement that belong together. */
export function announcements(
  labels = '{ announce: all }',
  selector = '{ matchLabels: { announce: all } }',
): string {
  return `
---
apiVersion: cilium.io/v2
kind: CiliumBGPPeerConfig
metadata: { name: router }
spec:
  families: [{ afi: ipv4, safi: unicast, advertisements: ${selector} }]
---
apiVersion: cilium.io/v2
kind: CiliumBGPAdvertisement
metadata: { name: services, labels: ${labels} }
spec:
  advertisements:
    - advertisementType: Service
      service: { addresses: [LoadBalancerIP] }
      selector: { matchExpressions: [{ key: announce, operator: NotIn, values: [never] }] }
`;
}

export function namespace(name: string): string {
  return `
---
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, annotations: { kustomize.toolkit.fluxcd.io/prune: disabled } }
`;
}

/** A ConfigMap in the namespace default. */
export function configMap(name: string, data = '{}'): string {
  return `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: default }
data: ${data}
`;
}
