import { createRequire } from 'node:module';
import { ApiObject, Duration, JsonPatch, Size } from 'cdk8s';
import type { Construct } from 'constructs';
import type { EnvValue, Probe } from 'cdk8s-plus-28';
import { Service } from '../../imports/k8s.ts';
import type { SecretRef } from '../secret/secret.ts';
import type { AddonContext } from './addon.ts';

export interface WorkloadProps {
  /** Name of the Deployment and the Service. @default the add-on's */
  readonly name?: string | undefined;
  readonly image: string;
  /** Port on which the program speaks HTTP; the Service has it as port 80. */
  readonly port: number;
  /** Number of the user and group that it runs as, which volumes belong to as well. */
  readonly user: number;
  /** Environment: plain text, or a key of a Secret in the add-on's namespace. @default none */
  readonly env?: { readonly [name: string]: string | (SecretRef & { readonly key: string }) } | undefined;
  /** Claims by the folder where they are mounted. @default none */
  readonly volumes?: { readonly [folder: string]: string } | undefined;
  /** Path that answers 200 when the program is ready. @default it is ready when its port is open */
  readonly healthPath?: string | undefined;
  /** Memory that is reserved, and twice of which it may use. */
  readonly memory: Size;
  /** Whether the program runs on a read-only file system. @default false */
  readonly readOnly?: boolean | undefined;
}

/**
 * One copy of an HTTP program that nobody else has rights in: no root, no capabilities, no API token. A new version starts
 * when the old one has stopped, since a volume has one node and a database one migration. Returns the Service's name.
 */
export function workload(context: AddonContext, props: WorkloadProps): string {
  const { name = context.addon, port } = props;
  const place = context.place('services');
  const selector = { 'app.kubernetes.io/name': name };
  deployment(place, context, { ...props, name }, selector);
  new Service(place, `service-${name}`, {
    metadata: { name, namespace: context.addon, labels: context.labels(name) },
    spec: { selector, ports: [{ name: 'http', port: 80, targetPort: port }] },
  });
  return name;
}

function deployment(
  place: Construct,
  context: AddonContext,
  props: WorkloadProps & { readonly name: string },
  selector: { readonly [key: string]: string },
): void {
  const plus = load();
  const { name, image, port, user, healthPath, memory } = props;
  const probe = (options: object): Probe =>
    healthPath === undefined
      ? plus.Probe.fromTcpSocket({ port, ...options })
      : plus.Probe.fromHttpGet(healthPath, { port, ...options });
  const object = new plus.Deployment(place, `deployment-${name}`, {
    metadata: { name, namespace: context.addon, labels: { ...context.labels(name) } },
    replicas: 1,
    strategy: plus.DeploymentStrategy.recreate(),
    // Its own selector is made from the construct's path, and selectors never change.
    select: false,
    podMetadata: { labels: { ...selector } },
    securityContext: {
      user,
      group: user,
      fsGroup: user,
      fsGroupChangePolicy: plus.FsGroupChangePolicy.ON_ROOT_MISMATCH,
    },
  });
  object.select(plus.LabelSelector.of({ labels: { ...selector } }));
  const container = object.addContainer({
    name,
    image,
    imagePullPolicy: plus.ImagePullPolicy.IF_NOT_PRESENT,
    ports: [{ name: 'http', number: port }],
    envVariables: environment(place, props),
    // Up to ten minutes for the first start, which may migrate a database.
    startup: probe({ failureThreshold: 60, periodSeconds: Duration.seconds(10) }),
    readiness: probe({}),
    resources: {
      cpu: { request: plus.Cpu.millis(50) },
      memory: { request: memory, limit: Size.mebibytes(2 * memory.toMebibytes()) },
    },
    securityContext: { readOnlyRootFilesystem: props.readOnly === true },
  });
  for (const [folder, claim] of Object.entries(props.volumes ?? {})) {
    const id = `${name}-${claim}`;
    const volume = plus.PersistentVolumeClaim.fromClaimName(place, `claim-${id}`, claim);
    container.mount(
      folder,
      plus.Volume.fromPersistentVolumeClaim(place, `mount-${id}`, volume, { name: claim }),
    );
  }
  const pod = '/spec/template';
  ApiObject.of(object).addJsonPatch(
    // A hash of the construct's path: renaming a construct would restart the pods.
    JsonPatch.remove(`${pod}/metadata/labels/cdk8s.io~1metadata.addr`),
    JsonPatch.add(`${pod}/spec/securityContext/seccompProfile`, { type: 'RuntimeDefault' }),
    JsonPatch.add(`${pod}/spec/containers/0/securityContext/capabilities`, { drop: ['ALL'] }),
  );
}

function environment(place: Construct, { env = {}, name }: WorkloadProps): { [name: string]: EnvValue } {
  const plus = load();
  return Object.fromEntries(
    Object.entries(env).map(([key, value]) => {
      if (typeof value === 'string') return [key, plus.EnvValue.fromValue(value)];
      const secret = plus.Secret.fromSecretName(place, `env-${name}-${key}`, value.name);
      return [key, plus.EnvValue.fromSecretValue({ secret, key: value.key })];
    }),
  );
}

function load(): typeof import('cdk8s-plus-28') {
  // Loaded with the first workload: it doubles the time that importing this package takes.
  const plus: typeof import('cdk8s-plus-28') = createRequire(import.meta.url)('cdk8s-plus-28');
  return plus;
}
