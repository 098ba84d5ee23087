import type { Construct } from 'constructs';
import { ConfigMap, Job } from '../../imports/k8s.ts';
import type { Container, Volume } from '../../imports/k8s.ts';
import { renderImportScript } from '../../src/guest/image-import.ts';
import { contentHash } from '../../src/model/index.ts';
import type { ObjectRef } from '../../src/model/index.ts';
import { imagePin } from '../versions.ts';
import type { ImportClaim } from './image-import.ts';
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
  const script = renderImportScript({
    image: image.image.text,
    device: DEVICE,
    scratch: SCRATCH,
    platform: `linux/${image.architecture}`,
    // A new image is for new disks; those that machines use already stay as they are.
    whenOccupied: 'keep',
    allowTag: true,
  });
  const tools = { crane: imagePin('crane'), writer: imagePin('virt-handler') };
  const hash = contentHash([
    script,
    claim.name,
    image.unpacked.asString(),
    image.pullSecret ?? '',
    tools.crane,
    tools.writer,
    // Labels are part of the pod template, too.
    ...Object.entries(labels).flat(),
  ]);
  const name = `${claim.name.slice(0, 45)}-import-${hash}`;
  const metadata = { name, namespace, labels: { ...labels } };
  new ConfigMap(scope, 'script', { metadata, data: { 'import.sh': script } });
  new Job(scope, 'job', {
    metadata,
    spec: {
      backoffLimit: 10,
      parallelism: 1,
      // Two pods must never write to one disk, not even after a node was lost.
      podReplacementPolicy: 'Failed',
      template: {
        metadata: { labels: { ...labels } },
        spec: {
          restartPolicy: 'OnFailure',
          automountServiceAccountToken: false,
          nodeSelector: { 'kubernetes.io/arch': image.architecture },
          initContainers: [bringCrane(tools.crane)],
          containers: [writer(image, tools.writer)],
          volumes: [
            { name: 'disk', persistentVolumeClaim: { claimName: claim.name } },
            { name: 'tools', emptyDir: { sizeLimit: '100Mi' } },
            { name: 'scratch', emptyDir: { sizeLimit: image.unpacked.asString() } },
            { name: 'script', configMap: { name } },
            ...(image.pullSecret === undefined ? [] : [registryLogin(image.pullSecret)]),
          ],
        },
      },
    },
  });
  return { group: 'batch', kind: 'Job', namespace, name };
}

const DEVICE = '/dev/machine-disk';
const SCRATCH = '/scratch';
const TOOLS = '/tools';

/** No public image has both crane and qemu-img; crane is one static program, which can be handed over. */
function bringCrane(image: string): Container {
  return {
    name: 'crane',
    image,
    command: ['/busybox/cp', '/ko-app/crane', '/etc/ssl/certs/ca-certificates.crt', TOOLS],
    resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '64Mi' } },
    securityContext: { runAsUser: 0, allowPrivilegeEscalation: false },
    volumeMounts: [{ name: 'tools', mountPath: TOOLS }],
  };
}

/** KubeVirt runs this image on every node, and it has qemu-img and tar. */
function writer({ pullSecret }: MachineImage, image: string): Container {
  return {
    name: 'import',
    image,
    command: ['/bin/sh', '/script/import.sh'],
    env: [
      { name: 'PATH', value: `${TOOLS}:/usr/sbin:/usr/bin:/sbin:/bin` },
      { name: 'SSL_CERT_FILE', value: `${TOOLS}/ca-certificates.crt` },
      ...(pullSecret === undefined ? [] : [{ name: 'DOCKER_CONFIG', value: '/registry' }]),
    ],
    // The page cache of what is written counts as well, but is given back.
    resources: { requests: { cpu: '500m', memory: '512Mi' }, limits: { memory: '2Gi' } },
    securityContext: { runAsUser: 0, allowPrivilegeEscalation: false },
    volumeMounts: [
      { name: 'tools', mountPath: TOOLS, readOnly: true },
      { name: 'scratch', mountPath: SCRATCH },
      { name: 'script', mountPath: '/script', readOnly: true },
      ...(pullSecret === undefined ? [] : [{ name: 'registry', mountPath: '/registry', readOnly: true }]),
    ],
    volumeDevices: [{ name: 'disk', devicePath: DEVICE }],
  };
}

function registryLogin(secretName: string): Volume {
  return {
    name: 'registry',
    secret: { secretName, items: [{ key: '.dockerconfigjson', path: 'config.json' }] },
  };
}
