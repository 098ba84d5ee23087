import { describe } from 'vitest';
import { cloudInitRules } from '../../src/checks/cloud-init/index.ts';
import { imageRules } from '../../src/checks/image/index.ts';
import { ingressRules } from '../../src/checks/ingress/index.ts';
import { secretRules } from '../../src/checks/secret/index.ts';
import type { Fact, Repository } from '../../src/model/index.ts';
import { NAMESPACE, importJob, machineSaying, machineWith, metal } from '../invalid/valid-base.ts';
import type { Manifest } from '../invalid/valid-base.ts';
import { testRules } from './cases.ts';

const says = (userData: string): Repository => metal([machineSaying(userData)]);
const writes = (file: string): Repository => says(`#cloud-config\nwrite_files:\n  - ${file}\n`);

const secret = (content: Manifest): Manifest => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'guest', namespace: NAMESPACE },
  ...content,
});

const harmless: Fact = {
  type: 'public-secret',
  ref: { group: '', kind: 'Secret', namespace: NAMESPACE, name: 'guest' },
  reason: 'cloud-init text',
};

/** A machine whose user data is in a Secret that is declared to hold nothing secret. */
const saysInSecret = (content: Manifest): Repository =>
  metal(
    [
      secret(content),
      machineWith((spec) => (spec.volumes[1].cloudInitNoCloud = { secretRef: { name: 'guest' } })),
    ],
    [harmless],
  );

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const image = (name: string): Repository =>
  metal([machineWith((spec) => (spec.volumes[0].containerDisk.image = name))]);

describe('the rules of cloud-init texts', () => {
  testRules(cloudInitRules, {
    'cloud-init/header': {
      accepts: {
        'a script': says('#!/bin/sh\ntrue\n'),
        'a template': says('## template: jinja\n#cloud-config\n'),
        'a header alone': says('#cloud-config'),
      },
      refuses: {
        'something else on the first line': says('#cloud-config nothing\nruncmd: []\n'),
        'a Secret': saysInSecret({ stringData: { userdata: 'runcmd: []\n' } }),
        'a Secret in base64': saysInSecret({ data: { userData: base64('runcmd: []\n') } }),
      },
    },
    'cloud-init/permissions': {
      accepts: {
        'text with four digits': writes("{path: /a, permissions: '0644'}"),
        'no mode': writes('{path: /a}'),
      },
      refuses: { 'text that is no mode': writes("{path: /a, permissions: 'u=rw'}") },
    },
    'cloud-init/token-in-git': {
      accepts: {
        'a file with the token': writes(
          "{path: /etc/rancher/k3s/config.yaml, content: 'token-file: /run/token'}",
        ),
        'a variable': says('#!/bin/sh\nK3S_TOKEN="$(cat /run/token)" k3s agent --token "$TOKEN"\n'),
      },
      refuses: {
        'a variable with the token': says('#!/bin/sh\nK3S_TOKEN=83b0d1f6e8 k3s agent\n'),
        'a flag with the token': says('#!/bin/sh\nk3s agent --token 83b0d1f6e8\n'),
        'a token in a Secret in base64': saysInSecret({
          data: { userdata: base64('#!/bin/sh\nk3s agent --token 83b0\n') },
        }),
      },
    },
    'cloud-init/unknown-key': {
      accepts: { 'keys of modules': says('#cloud-config\nhostname: one\nruncmd: []\n') },
    },
    'cloud-init/yaml': {
      accepts: {
        'an empty document': says('#cloud-config\n'),
        'a script': says('#!/bin/sh\n[ -e /a ] || { true; }\n'),
      },
      refuses: { 'a list': says('#cloud-config\n- runcmd\n') },
    },
  });
});

describe('the rules of images', () => {
  testRules(imageRules, {
    'image/unpinned': {
      accepts: {
        'a digest': image(`registry.example:5000/worker@sha256:${'0'.repeat(64)}`),
        'a release': image('registry.example:5000/worker:1.2.0'),
      },
      refuses: {
        'a port that looks like a tag': image('registry.example:5000/worker'),
        'half a digest': image('registry.example/worker@sha256:0123'),
        'a container': metal([importJob((job) => (job.spec.template.spec.containers[0].image = 'busybox'))]),
      },
    },
  });
});

describe('the rules of Secrets', () => {
  testRules(secretRules, {
    'secret/plaintext': {
      accepts: {
        'a Secret without content': metal([secret({ data: {} })]),
        'a Secret that SOPS encrypted': metal([
          secret({ stringData: { key: 'ENC[AES256_GCM]' }, sops: { version: '3.9.0' } }),
        ]),
        'a Secret that holds nothing secret': metal(
          [secret({ stringData: { userdata: '#cloud-config' } })],
          [harmless],
        ),
      },
      refuses: {
        'base64, once for both places': metal([secret({ data: { a: 'Yg==' }, stringData: { c: 'd' } })]),
      },
    },
  });
});

describe('the rules of ingress controllers', () => {
  const release = (chart: string): Repository =>
    metal([
      {
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        metadata: { name: 'ingress', namespace: NAMESPACE },
        spec: {
          interval: '1h',
          chart: { spec: { chart, sourceRef: { kind: 'HelmRepository', name: 'charts' } } },
        },
      },
    ]);
  testRules(ingressRules, {
    'ingress/retired': {
      accepts: { 'another controller': release('traefik') },
      refuses: { 'the chart': release('ingress-nginx') },
    },
  });
});
