import { stableMac, stableUuid } from '../src/model/index.ts';
import type { JsonObject } from '../src/yaml/write-yaml.ts';

/** Manifests as a repository holds them, 0.9 KB of YAML on average: a machine, a workload, a service, a text file, a policy. */
export function manifests(count: number): JsonObject[] {
  const kinds = [virtualMachine, deployment, service, configMap, networkPolicy];
  return Array.from({ length: count }, (_, index) => kinds[index % kinds.length]!(index));
}

const labels = (name: string): JsonObject => ({
  'app.kubernetes.io/name': name,
  'app.kubernetes.io/instance': `${name}-main`,
  'app.kubernetes.io/part-of': 'datacenter',
  'app.kubernetes.io/managed-by': 'cdk8s-nested',
});

function virtualMachine(index: number): JsonObject {
  const name = `worker-${index}`;
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name, namespace: 'machines', labels: labels('worker') },
    spec: {
      runStrategy: 'Always',
      template: {
        metadata: { labels: labels('worker') },
        spec: {
          domain: {
            firmware: { uuid: stableUuid('bench', name) },
            cpu: { cores: 4, sockets: 1, threads: 1 },
            memory: { guest: '16Gi' },
            devices: {
              disks: [
                { name: 'root', disk: { bus: 'virtio' }, bootOrder: 1 },
                { name: 'cloudinit', disk: { bus: 'virtio' } },
              ],
              interfaces: [
                { name: 'vms', bridge: {}, macAddress: stableMac('bench', name), model: 'virtio' },
              ],
            },
          },
          networks: [{ name: 'vms', multus: { networkName: 'machines/br66' } }],
          terminationGracePeriodSeconds: 180,
          volumes: [
            { name: 'root', dataVolume: { name: `${name}-root` } },
            { name: 'cloudinit', cloudInitNoCloud: { secretRef: { name: 'worker-cloudinit' } } },
          ],
        },
      },
    },
  };
}

function deployment(index: number): JsonObject {
  const name = `web-${index}`;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'services', labels: labels('web') },
    spec: {
      replicas: 3,
      selector: { matchLabels: { 'app.kubernetes.io/name': 'web' } },
      template: {
        metadata: { labels: labels('web') },
        spec: {
          containers: [
            {
              name: 'web',
              image: 'ghcr.io/example/web:v1.2.3',
              ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
              env: [
                { name: 'DATABASE_URL', value: 'postgres://db.services.svc:5432/web' },
                { name: 'LOG_LEVEL', value: 'info' },
              ],
              resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
              readinessProbe: { httpGet: { path: '/healthz', port: 'http' }, periodSeconds: 10 },
            },
          ],
        },
      },
    },
  };
}

function service(index: number): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: `web-${index}`,
      namespace: 'services',
      labels: labels('web'),
      annotations: {
        'external-dns.alpha.kubernetes.io/ttl': '300',
        'external-dns.alpha.kubernetes.io/hostname': 'web.example.org',
      },
    },
    spec: {
      type: 'LoadBalancer',
      selector: labels('web'),
      ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }],
    },
  };
}

function configMap(index: number): JsonObject {
  const script = [
    '#!/bin/sh',
    'set -eu',
    'for link in /sys/class/net/*; do',
    '  name=$(basename "$link")',
    '  [ "$name" = lo ] && continue',
    '  ip link set "$name" up',
    'done',
    'exec nginx -c /etc/nginx/nginx.conf -g "daemon off;"',
    '',
  ].join('\n');
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `web-${index}`, namespace: 'services', labels: labels('web') },
    data: { 'start.sh': script, 'check.sh': script, level: 'info', retries: '5', verbose: 'on' },
  };
}

function networkPolicy(index: number): JsonObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `web-${index}`, namespace: 'services', labels: labels('web') },
    spec: {
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'web' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress' } } }],
          ports: [{ port: 8080, protocol: 'TCP' }],
        },
      ],
      egress: [{ to: [{ ipBlock: { cidr: '10.42.66.0/24', except: ['10.42.66.1/32'] } }] }],
    },
  };
}
