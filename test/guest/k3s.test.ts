import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import type { GuestConfig } from '../../src/guest/guest-config.ts';
import { renderK3sConfig } from '../../src/guest/k3s-config.ts';
import { fluxBootstrap, helmChart, kubeVipDaemonSet } from '../../src/guest/k3s-manifests.ts';
import { k3sAgent, k3sServer } from '../../src/guest/k3s.ts';
import { cluster } from './fixtures.ts';

const first = k3sServer({ cluster, first: true, nodeIp: '10.42.66.121' });
const second = k3sServer({ cluster, first: false, nodeIp: '10.42.66.122' });
const agent = k3sAgent({ cluster, labels: { b: '2', a: '1' } });

describe('k3sServer', () => {
  it('differs between servers only in what belongs to the node', () => {
    const { server, 'node-ip': _a, ...others } = config(second);
    const { 'node-ip': _b, ...own } = config(first);
    expect(others).toEqual(own);
    expect(server).toBe('https://10.42.66.120:6443');
  });

  it('puts the virtual address and the names into every certificate', () => {
    for (const guest of [first, second]) {
      expect(config(guest)['tls-san']).toEqual(['10.42.66.120', 'api.srvlab.whiskey.works']);
    }
  });

  it('never fixes cluster-init, so that a first server with an empty disk can join', () => {
    expect(config(first)).not.toHaveProperty('cluster-init');
    expect(dropIn(first)).toContain('ExecStartPre=/bin/sh /run/guest/k3s-join');
    expect(dropIn(second)).not.toContain('k3s-join');
  });

  it('writes each file once, readable by root alone', () => {
    for (const guest of [first, second, agent]) {
      const paths = (guest.files ?? []).map(({ path }) => path);
      expect(new Set(paths).size).toBe(paths.length);
      expect((guest.files ?? []).filter(({ mode }) => mode === undefined || !mode.endsWith('00'))).toEqual(
        [],
      );
    }
  });
});

describe('k3sAgent', () => {
  it('reads the token from the secret disk and sorts labels', () => {
    expect(config(agent)).toEqual({
      'node-label': ['a=1', 'b=2'],
      server: 'https://10.42.66.120:6443',
      'token-file': '/run/guest-secrets/k3s/token',
    });
  });
});

describe('renderK3sConfig', () => {
  it.each([
    ['{"token":"abc"}', /use token-file/],
    ['{"cluster-initt":true}', /no key cluster-initt/],
    ['{"tls-san":["a"]}', /stops the agent/],
    ['{"node-ip":"10.0.0.1"}', /type list/],
  ])('refuses %s for an agent', (entries, message) => {
    expect(() => renderK3sConfig('agent', JSON.parse(entries))).toThrow(message);
  });
});

describe('manifests', () => {
  it('lets kube-vip reach the API without the service network', () => {
    const objects = parseAllDocuments(kubeVipDaemonSet({ address: '10.42.66.120' })).map((doc) => doc.toJS());
    expect(objects.map(({ kind }) => kind)).toEqual([
      'ServiceAccount',
      'ClusterRole',
      'ClusterRoleBinding',
      'DaemonSet',
    ]);
    const env: { name: string; value?: string }[] = objects[3].spec.template.spec.containers[0].env;
    expect(env.find(({ name }) => name === 'KUBERNETES_SERVICE_HOST')?.value).toBe('127.0.0.1');
    expect(env.filter(({ name, value }) => name !== 'vip_nodename' && typeof value !== 'string')).toEqual([]);
  });

  it('carries chart values as text that reads back', () => {
    const values = { ipam: { operator: { clusterPoolIPv4PodCIDRList: ['10.150.0.0/16'] } } };
    const chart = {
      name: 'cilium',
      chart: 'cilium',
      version: '1.20.1',
      targetNamespace: 'kube-system',
      values,
    };
    expect(parse(parse(helmChart(chart)).spec.valuesContent)).toEqual(values);
  });

  it('keeps the FluxInstance apart from the chart that installs its kind', () => {
    const files = fluxBootstrap({
      operatorVersion: '0.58.1',
      instance: { distribution: { version: '2.9.x' } },
    });
    expect(Object.values(files).map((text) => parse(text).kind)).toEqual(['HelmChart', 'FluxInstance']);
  });
});

function config(guest: Partial<GuestConfig>): Record<string, unknown> {
  const file = guest.files?.find(({ path }) => path === '/etc/rancher/k3s/config.yaml');
  const entries: Record<string, unknown> = parse(file?.content ?? '');
  return entries;
}

function dropIn(guest: Partial<GuestConfig>): string {
  return guest.units?.[0]?.content ?? '';
}
