import type { Construct } from 'constructs';
import { ConfigMap, Job } from '../../imports/k8s.ts';
import type { Container, Volume } from '../../imports/k8s.ts';
import { contentHash } from '../../src/model/index.ts';
import type { ObjectRef } from '../../src/model/index.ts';
import { imagePin } from '../versions.ts';
import type { ImportClaim } from './image-import.ts';
import { IMPORT_DEVICE, IMPORT_FOLDER, pullScript, writeScript } from './import-script.ts';
import type { MachineImage } from './machine-image.ts';

export interface ImportJobProps {
  readonly image: MachineImage;
  readonly claim: ImportClaim;
  readonly labels: { readonly [key: string]: string } | undefined;
}

/**
 * The Job that copies a machine image to a block claim, as root: a device belongs to root unless the node's container
 * runtime hands it over. Returns the Job's identity.
 *
 * Jobs cannot be changed, so the name tells what the Job does. It is never cleaned up by age: Flux would make it again.
 */
export function importJob(scope: Construct, { image, claim, labels = {} }: ImportJobProps): ObjectRef {
  const { namespace } = claim;
  const scripts = { 'pull.sh': pullScript(), 'write.sh': writeScript() };
  const pullImage = imagePin('crane');
  const writeImage = imagePin('virt-handler');
  const hash = contentHash([
    image.image.text,
    image.path ?? '',
    image.architecture,
    image.pullSecret ?? '',
    image.unpacked.asString(),
    claim.name,
    pullImage,
    writeImage,
    ...Object.values(scripts),
  ]);
  const name = `${claim.name.slice(0, 45)}-import-${hash}`;
  const metadata = { name, namespace, labels: { ...labels } };
  new ConfigMap(scope, 'scripts', { metadata, data: scripts });
  new Job(scope, 'job', {
    metadata,
    spec: {
      backoffLimit: 10,
      // Two pods must never write to one disk, not even after a node was lost.
      podReplacementPolicy: 'Failed',
      template: {
        metadata: { labels: { ...labels } },
        spec: {
          restartPolicy: 'OnFailure',
          automountServiceAccountToken: false,
          nodeSelector: { 'kubernetes.io/arch': image.architecture },
          initContainers: [pull(image, pullImage)],
          containers: [write(image, writeImage)],
          volumes: [
            { name: 'disk', persistentVolumeClaim: { claimName: claim.name } },
            { name: 'import', emptyDir: { sizeLimit: image.unpacked.asString() } },
            { name: 'scripts', configMap: { name } },
            ...(image.pullSecret === undefined ? [] : [registryLogin(image.pullSecret)]),
          ],
        },
      },
    },
  });
  return { group: 'batch', kind: 'Job', namespace, name };
}

const resources = { requests: { cpu: '500m', memory: '256Mi' }, limits: { memory: '2Gi' } };

const mounts = [
  { name: 'import', mountPath: IMPORT_FOLDER },
  { name: 'scripts', mountPath: '/scripts', readOnly: true },
];

function pull({ image, architecture, pullSecret }: MachineImage, tool: string): Container {
  return {
    name: 'pull',
    image: tool,
    command: ['/busybox/sh', '/scripts/pull.sh'],
    env: [
      { name: 'PATH', value: '/ko-app:/busybox:/usr/bin:/bin' },
      { name: 'IMAGE', value: image.text },
      { name: 'PLATFORM', value: `linux/${architecture}` },
      ...(pullSecret === undefined ? [] : [{ name: 'DOCKER_CONFIG', value: '/registry' }]),
    ],
    resources,
    // The folder is shared with the second step, which is root.
    securityContext: { runAsUser: 0, allowPrivilegeEscalation: false },
    volumeMounts: [
      ...mounts,
      ...(pullSecret === undefined ? [] : [{ name: 'registry', mountPath: '/registry', readOnly: true }]),
    ],
  };
}

function write({ path }: MachineImage, tool: string): Container {
  return {
    name: 'write',
    // KubeVirt runs this image on every node, and it has qemu-img.
    image: tool,
    command: ['/bin/sh', '/scripts/write.sh'],
    ...(path === undefined ? {} : { env: [{ name: 'FILE', value: path }] }),
    resources,
    securityContext: { runAsUser: 0, allowPrivilegeEscalation: false },
    volumeMounts: mounts,
    volumeDevices: [{ name: 'disk', devicePath: IMPORT_DEVICE }],
  };
}

function registryLogin(secretName: string): Volume {
  return {
    name: 'registry',
    secret: { secretName, items: [{ key: '.dockerconfigjson', path: 'config.json' }] },
  };
}
