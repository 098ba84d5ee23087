import { at, identity, listAt, textAt } from '../model/index.ts';
import type { EmittedObject, ObjectRef, Repository } from '../model/index.ts';
import { indexOf } from './object-index.ts';

type Makes = (object: EmittedObject) => readonly ObjectRef[];

/** What well-known controllers make out of an object, by its `group/Kind`. Constructs tell of more by `produces` facts. */
const MAKES: { readonly [kind: string]: Makes } = {
  'external-secrets.io/ExternalSecret': ({ manifest, ref }) => [
    core(ref, 'Secret', textAt(manifest, 'spec', 'target', 'name') ?? ref.name),
  ],
  'cert-manager.io/Certificate': ({ manifest, ref }) =>
    named(ref, 'Secret', textAt(manifest, 'spec', 'secretName')),
  // cert-manager makes a Certificate for every Ingress that names an issuer.
  'networking.k8s.io/Ingress': ({ manifest, ref }) =>
    Object.keys(manifest.metadata.annotations ?? {}).some((key) => key.startsWith('cert-manager.io/'))
      ? listAt(manifest, 'spec', 'tls').flatMap((tls) => named(ref, 'Secret', textAt(tls, 'secretName')))
      : [],
  'postgresql.cnpg.io/Cluster': ({ ref }) => [
    ...['app', 'superuser', 'ca', 'server', 'replication'].map((end) =>
      core(ref, 'Secret', `${ref.name}-${end}`),
    ),
    ...['rw', 'ro', 'r'].map((end) => core(ref, 'Service', `${ref.name}-${end}`)),
  ],
  'k8s.mariadb.com/MariaDB': ({ manifest, ref }) => [
    core(ref, 'Service', ref.name),
    ...['internal', 'primary', 'secondary'].map((end) => core(ref, 'Service', `${ref.name}-${end}`)),
    ...[
      at(manifest, 'spec', 'rootPasswordSecretKeyRef'),
      at(manifest, 'spec', 'passwordSecretKeyRef'),
    ].flatMap((secret) =>
      at(secret, 'generate') === true ? named(ref, 'Secret', textAt(secret, 'name')) : [],
    ),
  ],
  'cdi.kubevirt.io/DataVolume': ({ ref }) => [core(ref, 'PersistentVolumeClaim', ref.name)],
  'kubevirt.io/VirtualMachine': ({ manifest, ref }) =>
    listAt(manifest, 'spec', 'dataVolumeTemplates').flatMap((template) => {
      const name = textAt(template, 'metadata', 'name');
      if (name === undefined) return [];
      const volume = { group: 'cdi.kubevirt.io', kind: 'DataVolume', namespace: ref.namespace, name };
      return [core(ref, 'PersistentVolumeClaim', name), volume];
    }),
};

const cache = new WeakMap<Repository, ReadonlySet<string>>();

/** Everything that controllers make out of emitted objects, as `CLUSTER: IDENTITY`. */
export function madeByControllers(repository: Repository): ReadonlySet<string> {
  let made = cache.get(repository);
  if (made === undefined) {
    made = build(repository);
    cache.set(repository, made);
  }
  return made;
}

function build(repository: Repository): ReadonlySet<string> {
  const made = new Set<string>();
  for (const [key, makes] of Object.entries(MAKES)) {
    const [group = '', kind = ''] = key.split('/');
    for (const object of indexOf(repository).byKind(group, kind)) {
      for (const ref of makes(object)) made.add(`${object.cluster}: ${identity(ref)}`);
    }
  }
  return made;
}

function core(from: ObjectRef, kind: string, name: string): ObjectRef {
  return { group: '', kind, namespace: from.namespace, name };
}

function named(from: ObjectRef, kind: string, name: string | undefined): readonly ObjectRef[] {
  return name === undefined ? [] : [core(from, kind, name)];
}
